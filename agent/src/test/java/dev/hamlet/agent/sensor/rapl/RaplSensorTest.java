package dev.hamlet.agent.sensor.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sysfs.FakeSysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.RailScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaplSensorTest {

  private static final String PACKAGE = RaplTree.POWERCAP + "/intel-rapl:0";

  @Test
  void zones_areNamedAfterTheirPackageAndScoped() {
    try (Sensor sensor = open(laptop())) {
      assertThat(sensor.group().rails().stream().map(rail -> rail.name() + " " + rail.scope()))
          .containsExactly(
              "package-0 " + RailScope.SUPPLY,
              "package-0-core " + RailScope.COMPONENT,
              "package-0-dram " + RailScope.SUPPLY);
    }
  }

  @Test
  void platformCounter_isTheOnlySupply() {
    try (Sensor sensor = open(zone(laptop(), "intel-rapl:1", "psys", 5))) {
      assertThat(
              sensor.group().rails().stream()
                  .filter(rail -> rail.scope() == RailScope.SUPPLY)
                  .map(rail -> rail.name()))
          .containsExactly("psys");
    }
  }

  @Test
  void counters_areReadAsTheyAreWithTheirRange() {
    try (Sensor sensor = open(laptop())) {
      long[] values = new long[3];

      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
      assertThat(values).containsExactly(262_143_000_000L, 7, 9);
      assertThat(sensor.group().rails().get(0).counterRange()).isEqualTo(262_143_328_850L);
      assertThat(sensor.columns().get(0).quantity()).isEqualTo(Quantity.CUMULATIVE_ENERGY);
    }
  }

  @Test
  void countersThatOnlyRootMayRead_areRefusedWithWhatToDo() {
    FakeSysfs sysfs = laptop().reads(PACKAGE + "/energy_uj", SysfsOutcome.REFUSED);

    assertThatThrownBy(() -> open(sysfs))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("only root may read " + PACKAGE + "/energy_uj")
        .hasMessageContaining("run as root");
  }

  @Test
  void memoryMappedTwins_areLeftOut() {
    FakeSysfs sysfs = zone(laptop(), "intel-rapl-mmio:0", "package-0", 1);

    assertThat(new RaplTree(sysfs).zones()).hasSize(3);
  }

  @Test
  void realMachine_countsUp() {
    assumeThat(Files.isReadable(Path.of(PACKAGE, "energy_uj"))).as("needs RAPL and root").isTrue();
    SystemSysfs sysfs = SystemSysfs.at(Path.of("/"));
    try (Sensor sensor = RaplSensor.open(sysfs, new RaplTree(sysfs).zones(), List.of())) {
      assertThat(sensor.read(new long[sensor.columns().size()])).isEqualTo(ReadOutcome.OK);
    }
  }

  static FakeSysfs laptop() {
    FakeSysfs sysfs = new FakeSysfs();
    zone(sysfs, "intel-rapl:0", "package-0", 262_143_000_000L);
    zone(sysfs, "intel-rapl:0:0", "core", 7);
    zone(sysfs, "intel-rapl:0:1", "dram", 9);
    return sysfs.file(RaplTree.POWERCAP + "/intel-rapl/enabled", "1\n");
  }

  private static FakeSysfs zone(FakeSysfs sysfs, String zone, String name, long microjoules) {
    String folder = RaplTree.POWERCAP + "/" + zone;
    return sysfs
        .file(folder + "/name", name + "\n")
        .file(folder + "/energy_uj", microjoules + "\n")
        .file(folder + "/max_energy_range_uj", "262143328850\n");
  }

  private static Sensor open(FakeSysfs sysfs) {
    return RaplSensor.open(sysfs, new RaplTree(sysfs).zones(), List.of());
  }
}
