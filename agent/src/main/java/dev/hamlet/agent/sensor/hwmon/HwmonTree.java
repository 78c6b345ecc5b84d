package dev.hamlet.agent.sensor.hwmon;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds channels in the driver's tree.
 *
 * <pre>
 *   /sys/bus/i2c/drivers/ina3221/{bus}-{address}/hwmon/hwmon{k}/in{n}_label        n = 1, 2, 3
 * </pre>
 *
 * <p>Left out are channels that are disabled (their reads answer ENODATA), not connected (named NC)
 * or not readable. {@code in4} to {@code in6} are shunt voltages and {@code in7} their sum: no
 * rails.
 */
public final class HwmonTree {

  /** Where the driver shows its chips. */
  static final String DRIVER = "/sys/bus/i2c/drivers/ina3221";

  private static final int CHANNELS = 3;
  private static final int GREATEST_NAME_LENGTH = 64;
  private static final String NOT_CONNECTED = "NC";

  private final Sysfs sysfs;

  /** In a tree of files. */
  public HwmonTree(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /** Every channel that can be read, by chip and number; empty without the driver. */
  public List<HwmonChannel> channels() {
    List<HwmonChannel> channels = new ArrayList<>();
    for (String chip : sysfs.children(DRIVER)) {
      String monitors = DRIVER + "/" + chip + "/hwmon";
      for (String monitor : sysfs.children(monitors)) {
        for (int number = 1; number <= CHANNELS; number++) {
          channel(monitors + "/" + monitor, number).ifPresent(channels::add);
        }
      }
    }
    return channels;
  }

  private Optional<HwmonChannel> channel(String chip, int number) {
    return sysfs
        .readText(chip + "/in" + number + "_label")
        .present()
        .filter(label -> label.length() <= GREATEST_NAME_LENGTH && !label.equals(NOT_CONNECTED))
        .map(label -> new HwmonChannel(RailAliases.canonical(label), chip, number))
        .filter(channel -> enabled(sysfs, chip, number))
        .filter(channel -> readable(channel.voltageFile()) && readable(channel.currentFile()));
  }

  /** Whether a channel is converted; kernels that cannot switch channels off do not say. */
  static boolean enabled(Sysfs sysfs, String chip, int number) {
    return sysfs.readText(chip + "/in" + number + "_enable").number().orElse(1) != 0;
  }

  private boolean readable(String file) {
    SysfsOutcome outcome = sysfs.readText(file).outcome();
    return outcome == SysfsOutcome.OK || outcome == SysfsOutcome.NOT_READY;
  }
}
