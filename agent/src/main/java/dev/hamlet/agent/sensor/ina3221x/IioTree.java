package dev.hamlet.agent.sensor.ina3221x;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds rails in the driver's tree.
 *
 * <pre>
 *   {sysfs}/bus/i2c/drivers/ina3221x/{bus}-{address}/iio:device{k}/rail_name_{n}
 * </pre>
 *
 * <p>Bus and iio numbers differ from board to board and from boot to boot; only the name counts. A
 * channel that is not connected (named NC), or whose name or power cannot be read, is left out: on
 * some boards such files exist and every read fails.
 */
public final class IioTree {

  private static final int CHANNELS = 3;
  private static final int GREATEST_NAME_BYTES = 64;
  private static final String NOT_CONNECTED = "NC";

  private final Path driver;
  private final PowerFiles files;

  /** Below the root of sysfs, normally {@code /sys}. */
  public IioTree(Path sysfsRoot) {
    this(sysfsRoot, PowerFiles.SYSTEM);
  }

  IioTree(Path sysfsRoot, PowerFiles files) {
    this.driver = sysfsRoot.resolve("bus/i2c/drivers/ina3221x");
    this.files = files;
  }

  /** Every rail that can be read, by chip and channel; empty without the driver. */
  public List<IioRail> rails() {
    List<IioRail> rails = new ArrayList<>();
    for (Path chip : folders(driver, "*-00*")) {
      for (Path device : folders(chip, "iio:device*")) {
        addRails(chip, device, rails);
      }
    }
    rails.sort(Comparator.comparing(IioRail::chip).thenComparing(IioRail::channel));
    return rails;
  }

  private void addRails(Path chip, Path device, List<IioRail> rails) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      Optional<String> name = name(device.resolve("rail_name_" + channel));
      if (name.isPresent()) {
        IioRail rail = new IioRail(name.get(), chip.getFileName().toString(), device, channel);
        if (readable(rail)) {
          rails.add(rail);
        }
      }
    }
  }

  private static Optional<String> name(Path file) {
    try {
      if (Files.notExists(file)) {
        return Optional.empty();
      }
      String name = Files.readString(file).strip();
      boolean usable =
          !name.isEmpty() && name.length() <= GREATEST_NAME_BYTES && !name.equals(NOT_CONNECTED);
      return usable ? Optional.of(name) : Optional.empty();
    } catch (IOException ignored) {
      // A channel that does not even tell its name is treated as absent, like one named NC.
      return Optional.empty();
    }
  }

  /** Not ready counts as readable: it passes. */
  private boolean readable(IioRail rail) {
    try (PowerFile file = files.open(rail.powerFile())) {
      file.read(ByteBuffer.allocate(GREATEST_NAME_BYTES));
      return true;
    } catch (IOException ignored) {
      // An unconnected channel: the file is there and every read fails.
      return false;
    }
  }

  private static List<Path> folders(Path parent, String pattern) {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, pattern)) {
        entries.forEach(folders::add);
      } catch (IOException ignored) {
        // The folder vanished with its driver: nothing is to be found there.
        return List.of();
      }
    }
    return folders;
  }
}
