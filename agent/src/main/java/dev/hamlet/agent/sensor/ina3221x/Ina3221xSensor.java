package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the power files of some rails, in mW, as one group.
 *
 * <p>An answer of no bytes is {@link ReadOutcome#NOT_READY}; an error or anything but an integer is
 * {@link ReadOutcome#FAILED}. Nothing allocates unless a read fails.
 */
public final class Ina3221xSensor implements Sensor {

  /** The rails that one bus can deliver at 1 kHz. */
  public static final List<String> DEFAULT_RAILS = List.of("VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU");

  /** Longest answer of the driver, with room. */
  private static final int ANSWER_BYTES = 32;

  private final SensorGroup group;
  private final List<ColumnSpec> columns;
  private final PowerFile[] files;
  private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);

  private Ina3221xSensor(SensorGroup group, PowerFile[] files) {
    this.group = group;
    this.columns = group.rails().stream().map(rail -> ColumnSpec.milliwatts(rail.name())).toList();
    this.files = files;
  }

  /**
   * Opens rails by their exact names.
   *
   * @param sysfsRoot root of sysfs, normally {@code /sys}
   * @throws HamletException if a rail is not there or cannot be opened; nothing stays open then
   */
  public static Ina3221xSensor open(Path sysfsRoot, List<String> railNames) {
    return open(sysfsRoot, railNames, PowerFiles.SYSTEM);
  }

  /**
   * Opens the rails that are wanted, or those of the default ones that the board has.
   *
   * @param sysfsRoot root of sysfs, normally {@code /sys}
   * @param wanted exact names; empty for the default
   * @throws HamletException NOT_FOUND if the board has no such sensor or rail
   */
  public static Ina3221xSensor openPresent(Path sysfsRoot, List<String> wanted) {
    List<String> present = new IioTree(sysfsRoot).rails().stream().map(IioRail::name).toList();
    if (present.isEmpty()) {
      throw new HamletException(
          ErrorCode.NOT_FOUND,
          "no power sensor below " + sysfsRoot + ": try a simulated board with --twin");
    }
    List<String> chosen = DEFAULT_RAILS.stream().filter(present::contains).toList();
    return open(sysfsRoot, wanted.isEmpty() ? chosen : wanted);
  }

  static Ina3221xSensor open(Path sysfsRoot, List<String> railNames, PowerFiles opener) {
    List<IioRail> found = new IioTree(sysfsRoot, opener).rails();
    List<IioRail> rails = railNames.stream().map(name -> named(name, found, sysfsRoot)).toList();
    return new Ina3221xSensor(GroupDescription.of(rails), openAll(rails, opener));
  }

  @Override
  public SensorGroup group() {
    return group;
  }

  @Override
  public List<ColumnSpec> columns() {
    return columns;
  }

  @Override
  public ReadOutcome read(long[] into) {
    try {
      for (int i = 0; i < files.length; i++) {
        answer.clear();
        int bytes = files[i].read(answer);
        if (bytes <= 0) {
          return ReadOutcome.NOT_READY;
        }
        into[i] = AsciiInteger.parse(answer, bytes);
        if (into[i] == AsciiInteger.MALFORMED) {
          return ReadOutcome.FAILED;
        }
      }
      return ReadOutcome.OK;
    } catch (IOException ignored) {
      // The outcome says it and the sampling loop counts it.
      return ReadOutcome.FAILED;
    }
  }

  @Override
  public void close() {
    closeAll(files);
  }

  private static IioRail named(String name, List<IioRail> found, Path sysfsRoot) {
    return found.stream()
        .filter(rail -> rail.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new HamletException(
                    ErrorCode.NOT_FOUND,
                    "no rail "
                        + name
                        + " below "
                        + sysfsRoot
                        + "/bus/i2c/drivers/ina3221x, only "
                        + found.stream().map(IioRail::name).toList()));
  }

  private static PowerFile[] openAll(List<IioRail> rails, PowerFiles opener) {
    List<PowerFile> opened = new ArrayList<>();
    try {
      for (IioRail rail : rails) {
        opened.add(opener.open(rail.powerFile()));
      }
      return opened.toArray(PowerFile[]::new);
    } catch (IOException e) {
      closeAll(opened.toArray(PowerFile[]::new));
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot open " + e.getMessage() + "; is it readable for all?", e);
    }
  }

  private static void closeAll(PowerFile[] files) {
    for (PowerFile file : files) {
      try {
        file.close();
      } catch (IOException ignored) {
        // Nothing was written: a file that does not close cleanly loses nothing.
      }
    }
  }
}
