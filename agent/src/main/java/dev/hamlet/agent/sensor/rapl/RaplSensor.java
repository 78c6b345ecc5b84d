package dev.hamlet.agent.sensor.rapl;

import dev.hamlet.agent.sensor.ColumnFiles;
import dev.hamlet.agent.sensor.FileSensor;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.BaseUnit;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.SensorMode;
import java.util.List;

/**
 * Energy counters in microjoules, one column for each zone. The processor brings them up to date
 * about every millisecond; they hold everything since some start, so nothing is averaged away.
 *
 * <p>Packages are supplies, and memory beside them; core and uncore are parts of a package. Where
 * the platform as a whole has a counter (psys), that one is the only supply.
 */
public final class RaplSensor {

  private static final double NOMINAL_RATE_HZ = 1_000;
  private static final double UPDATE_RATE_HZ = 1_000;
  private static final long LAG_NS = 500_000;
  private static final int MICRO = -6;

  private RaplSensor() {}

  /**
   * Opens counters.
   *
   * @param found all zones of the machine, at least one
   * @param wanted names of rails; empty for all
   * @throws HamletException if a rail is not there, or only root may read the counters
   */
  public static Sensor open(Sysfs sysfs, List<RaplZone> found, List<String> wanted) {
    List<RaplZone> zones =
        wanted.isEmpty()
            ? found
            : wanted.stream()
                .map(name -> FileSensor.railNamed(name, found, RaplZone::rail, RaplTree.POWERCAP))
                .toList();
    zones.forEach(zone -> requireReadable(sysfs, zone));
    boolean platform = found.stream().anyMatch(zone -> zone.rail().startsWith("psys"));
    SensorGroup group =
        new SensorGroup(
            "rapl",
            "energy",
            "rapl",
            false,
            NOMINAL_RATE_HZ,
            UPDATE_RATE_HZ,
            0,
            LAG_NS,
            zones.stream().map(zone -> rail(zone, platform)).toList(),
            SensorFacts.configured("intel-rapl", SensorMode.CONTINUOUS, -1, 1, 0));
    return new FileSensor(
        group,
        group.rails().stream().map(rail -> column(rail.name())).toList(),
        List.of(),
        ColumnFiles.open(sysfs, zones.stream().map(RaplZone::counterFile).toList()));
  }

  private static Rail rail(RaplZone zone, boolean platform) {
    boolean part = zone.rail().endsWith("core");
    boolean whole = zone.rail().startsWith("psys");
    RailScope scope = whole || (!platform && !part) ? RailScope.SUPPLY : RailScope.COMPONENT;
    return new Rail(zone.rail(), scope, 0).withCounterRange(zone.wrapMicrojoules());
  }

  private static void requireReadable(Sysfs sysfs, RaplZone zone) {
    if (sysfs.readText(zone.counterFile()).outcome() == SysfsOutcome.REFUSED) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "only root may read "
              + zone.counterFile()
              + " (Linux keeps energy counters secret since 2020): run as root, or let your group"
              + " read it");
    }
  }

  private static ColumnSpec column(String rail) {
    return new ColumnSpec(rail, Quantity.CUMULATIVE_ENERGY, BaseUnit.JOULE, MICRO);
  }
}
