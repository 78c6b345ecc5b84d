package dev.hamlet.agent.sensor.discovery;

import dev.hamlet.agent.sensor.DescribedSensor;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.agent.sensor.hwmon.HwmonChannel;
import dev.hamlet.agent.sensor.hwmon.HwmonSensor;
import dev.hamlet.agent.sensor.hwmon.HwmonTree;
import dev.hamlet.agent.sensor.ina3221x.IioTree;
import dev.hamlet.agent.sensor.ina3221x.Ina3221xSensor;
import dev.hamlet.agent.sensor.profile.BoardProfile;
import dev.hamlet.agent.sensor.rapl.RaplSensor;
import dev.hamlet.agent.sensor.rapl.RaplTree;
import dev.hamlet.agent.sensor.rapl.RaplZone;
import dev.hamlet.agent.sensor.setup.SensorSetup;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import java.util.Optional;

/** Finds and opens the power sensor of a board. */
public final class SensorDiscovery {

  private SensorDiscovery() {}

  /**
   * Opens a sensor as it is set.
   *
   * @throws HamletException NOT_FOUND if the board has no such sensor or rail, RESOURCE if it may
   *     not be read
   */
  public static Sensor open(Sysfs sysfs, SensorChoice choice) {
    return described(driver(sysfs, choice), choice.profile());
  }

  /**
   * Opens a sensor and sets it for measuring as far as this process may.
   *
   * @param setup sets it, and puts it back when it is closed
   * @throws HamletException as {@link #open(Sysfs, SensorChoice)}
   */
  public static Sensor open(Sysfs sysfs, SensorChoice choice, SensorSetup setup) {
    List<Setting> settings;
    try (Sensor asFound = driver(sysfs, choice)) {
      settings = asFound.settings();
    }
    List<String> changed = setup.apply(settings);
    Sensor sensor = driver(sysfs, choice);
    SensorGroup group = sensor.group();
    return described(
        new DescribedSensor(sensor, group.with(group.facts().withSet(changed))), choice.profile());
  }

  private static Sensor driver(Sysfs sysfs, SensorChoice choice) {
    SensorKind kind = choice.kind();
    return find(sysfs, kind, choice.rails())
        .orElseThrow(
            () ->
                new HamletException(
                    ErrorCode.NOT_FOUND,
                    "no power sensor"
                        + (kind == SensorKind.AUTO
                            ? " (no INA3221 by driver ina3221x or ina3221, no RAPL)"
                            : " of kind " + kind.word())
                        + ": try a simulated board with --twin"));
  }

  /** A sensor under a profile, if there is one; closed if the profile does not fit. */
  public static Sensor described(Sensor sensor, Optional<BoardProfile> profile) {
    try {
      return profile.isPresent()
          ? new DescribedSensor(sensor, profile.get().apply(sensor.group()))
          : sensor;
    } catch (RuntimeException e) {
      sensor.close();
      throw e;
    }
  }

  private static Optional<Sensor> find(Sysfs sysfs, SensorKind kind, List<String> wanted) {
    return switch (kind) {
      case AUTO ->
          ina3221x(sysfs, wanted).or(() -> hwmon(sysfs, wanted)).or(() -> rapl(sysfs, wanted));
      case INA3221X -> ina3221x(sysfs, wanted);
      case HWMON -> hwmon(sysfs, wanted);
      case RAPL -> rapl(sysfs, wanted);
    };
  }

  private static Optional<Sensor> ina3221x(Sysfs sysfs, List<String> wanted) {
    return new IioTree(sysfs).rails().isEmpty()
        ? Optional.empty()
        : Optional.of(Ina3221xSensor.openPresent(sysfs, wanted));
  }

  private static Optional<Sensor> hwmon(Sysfs sysfs, List<String> wanted) {
    List<HwmonChannel> channels = new HwmonTree(sysfs).channels();
    return channels.isEmpty()
        ? Optional.empty()
        : Optional.of(HwmonSensor.open(sysfs, channels, wanted));
  }

  private static Optional<Sensor> rapl(Sysfs sysfs, List<String> wanted) {
    List<RaplZone> zones = new RaplTree(sysfs).zones();
    return zones.isEmpty() ? Optional.empty() : Optional.of(RaplSensor.open(sysfs, zones, wanted));
  }
}
