package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds rails in the driver's tree.
 *
 * <pre>
 *   /sys/bus/i2c/drivers/ina3221x/{bus}-{address}/iio:device{k}/rail_name_{n}
 * </pre>
 *
 * <p>Bus and iio numbers differ from board to board and from boot to boot; only the name counts. A
 * channel that is not connected (named NC), or whose name or power cannot be read, is left out: on
 * some boards such files exist and every read fails.
 */
public final class IioTree {

  /** Where the driver shows its chips. */
  static final String DRIVER = "/sys/bus/i2c/drivers/ina3221x";

  private static final int CHANNELS = 3;
  private static final int GREATEST_NAME_LENGTH = 64;
  private static final String NOT_CONNECTED = "NC";

  private final Sysfs sysfs;

  /** In a tree of files. */
  public IioTree(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /** Every rail that can be read, by chip and channel; empty without the driver. */
  public List<IioRail> rails() {
    List<IioRail> rails = new ArrayList<>();
    for (String chip : sysfs.children(DRIVER)) {
      if (chip.contains("-00")) {
        addChip(DRIVER + "/" + chip, rails);
      }
    }
    rails.sort(Comparator.comparing(IioRail::chip).thenComparing(IioRail::channel));
    return rails;
  }

  private void addChip(String chip, List<IioRail> rails) {
    for (String device : sysfs.children(chip)) {
      if (device.startsWith("iio:device")) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          rail(chip, chip + "/" + device, channel).ifPresent(rails::add);
        }
      }
    }
  }

  private Optional<IioRail> rail(String chip, String device, int channel) {
    return sysfs
        .readText(device + "/rail_name_" + channel)
        .present()
        .filter(name -> name.length() <= GREATEST_NAME_LENGTH && !name.equals(NOT_CONNECTED))
        .map(name -> new IioRail(name, chip, device, channel))
        .filter(this::readable);
  }

  /** Not ready counts as readable: it passes. */
  private boolean readable(IioRail rail) {
    SysfsOutcome outcome = sysfs.readText(rail.powerFile()).outcome();
    return outcome == SysfsOutcome.OK || outcome == SysfsOutcome.NOT_READY;
  }
}
