package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sensor.ColumnFiles;
import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;

/** Reads the power files of some rails, in mW, as one group. */
public final class Ina3221xSensor implements Sensor {

  /** The rails that one bus can deliver at 1 kHz. */
  public static final List<String> DEFAULT_RAILS = List.of("VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU");

  private static final String CONTINUOUS = "1";

  private final SensorGroup group;
  private final List<ColumnSpec> columns;
  private final List<Setting> settings;
  private final ColumnFiles files;

  private Ina3221xSensor(SensorGroup group, List<Setting> settings, ColumnFiles files) {
    this.group = group;
    this.settings = settings;
    this.columns = group.rails().stream().map(rail -> ColumnSpec.milliwatts(rail.name())).toList();
    this.files = files;
  }

  /**
   * Opens rails by their exact names.
   *
   * @throws HamletException if a rail is not there or cannot be opened; nothing stays open then
   */
  public static Ina3221xSensor open(Sysfs sysfs, List<String> railNames) {
    return open(sysfs, railNames, new IioTree(sysfs).rails());
  }

  /**
   * Opens the rails that are wanted, or those of the default ones that the board has.
   *
   * @param wanted exact names; empty for the default
   * @throws HamletException NOT_FOUND if the board has no such sensor or rail
   */
  public static Ina3221xSensor openPresent(Sysfs sysfs, List<String> wanted) {
    List<IioRail> found = new IioTree(sysfs).rails();
    List<String> present = found.stream().map(IioRail::name).toList();
    if (present.isEmpty()) {
      throw new HamletException(
          ErrorCode.NOT_FOUND,
          "no power sensor below " + IioTree.DRIVER + ": try a simulated board with --twin");
    }
    List<String> chosen = DEFAULT_RAILS.stream().filter(present::contains).toList();
    return open(sysfs, wanted.isEmpty() ? chosen : wanted, found);
  }

  private static Ina3221xSensor open(Sysfs sysfs, List<String> names, List<IioRail> found) {
    List<IioRail> rails = names.stream().map(name -> named(name, found)).toList();
    SensorGroup group = new GroupDescription(sysfs).of(rails);
    List<Setting> settings =
        rails.stream()
            .map(IioRail::runningMode)
            .distinct()
            .map(file -> new Setting(file, CONTINUOUS))
            .toList();
    return new Ina3221xSensor(
        group, settings, ColumnFiles.open(sysfs, rails.stream().map(IioRail::powerFile).toList()));
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
  public List<Setting> settings() {
    return settings;
  }

  @Override
  public ReadOutcome read(long[] into) {
    return files.read(into);
  }

  @Override
  public void close() {
    files.close();
  }

  private static IioRail named(String name, List<IioRail> found) {
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
                        + IioTree.DRIVER
                        + ", only "
                        + found.stream().map(IioRail::name).toList()));
  }
}
