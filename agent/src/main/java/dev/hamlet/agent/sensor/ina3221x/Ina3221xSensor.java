package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sensor.ColumnFiles;
import dev.hamlet.agent.sensor.FileSensor;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;

/** The power files of some rails, in mW, as one group. */
public final class Ina3221xSensor {

  /** The rails that one bus can deliver at 1 kHz. */
  public static final List<String> DEFAULT_RAILS = List.of("VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU");

  private static final String CONTINUOUS = "1";

  private Ina3221xSensor() {}

  /**
   * Opens rails by their exact names.
   *
   * @throws HamletException if a rail is not there or cannot be opened; nothing stays open then
   */
  public static Sensor open(Sysfs sysfs, List<String> railNames) {
    return open(sysfs, railNames, new IioTree(sysfs).rails());
  }

  /**
   * Opens the rails that are wanted, or those of the default ones that the board has.
   *
   * @param wanted exact names; empty for the default
   * @throws HamletException NOT_FOUND if the board has no such sensor or rail
   */
  public static Sensor openPresent(Sysfs sysfs, List<String> wanted) {
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

  private static Sensor open(Sysfs sysfs, List<String> names, List<IioRail> found) {
    List<IioRail> rails =
        names.stream()
            .map(name -> FileSensor.railNamed(name, found, IioRail::name, IioTree.DRIVER))
            .toList();
    SensorGroup group = new GroupDescription(sysfs).of(rails);
    List<Setting> settings =
        rails.stream()
            .map(IioRail::runningMode)
            .distinct()
            .map(file -> new Setting(file, CONTINUOUS))
            .toList();
    return new FileSensor(
        group,
        group.rails().stream().map(rail -> ColumnSpec.milliwatts(rail.name())).toList(),
        settings,
        ColumnFiles.open(sysfs, rails.stream().map(IioRail::powerFile).toList()));
  }
}
