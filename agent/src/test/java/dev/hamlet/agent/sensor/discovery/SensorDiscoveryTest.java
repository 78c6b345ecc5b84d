package dev.hamlet.agent.sensor.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sysfs.FakeSysfs;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.ColumnSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SensorDiscoveryTest {

  private static final String IIO = "/sys/bus/i2c/drivers/ina3221x/0-0041/iio:device1/";
  private static final String HWMON = "/sys/bus/i2c/drivers/ina3221/1-0041/hwmon/hwmon3/";
  private static final String RAPL = "/sys/class/powercap/intel-rapl:0/";

  private final FakeSysfs sysfs = new FakeSysfs();

  @Test
  void auto_takesTheFirstThatIsThere() {
    sysfs.file(RAPL + "name", "package-0").file(RAPL + "energy_uj", "5");
    assertThat(kind(SensorKind.AUTO)).isEqualTo("rapl");
    sysfs.file(HWMON + "in1_label", "VDD_IN").file(HWMON + "in1_input", "19000");
    sysfs.file(HWMON + "curr1_input", "100");
    assertThat(kind(SensorKind.AUTO)).isEqualTo("hwmon");
    sysfs.file(IIO + "rail_name_0", "VDD_IN").file(IIO + "in_power0_input", "1900");
    assertThat(kind(SensorKind.AUTO)).isEqualTo("ina3221x");
    assertThat(kind(SensorKind.RAPL)).isEqualTo("rapl");
  }

  @Test
  void nothingThere_isRefusedWithAWayOut() {
    assertThatThrownBy(() -> kind(SensorKind.AUTO))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("--twin");
    assertThatThrownBy(() -> kind(SensorKind.HWMON))
        .hasMessageContaining("no power sensor of kind hwmon");
  }

  @Test
  void columns_goByTheNamesOfTheProfile() {
    sysfs.file(IIO + "rail_name_0", "VDD_IN").file(IIO + "in_power0_input", "1900");
    Sensor sensor = open(SensorKind.INA3221X);
    Sensor renamed =
        new dev.hamlet.agent.sensor.DescribedSensor(
            sensor, sensor.group().withRails(rail -> rail.named("MODULE")));

    assertThat(renamed.columns()).containsExactly(ColumnSpec.milliwatts("MODULE"));
  }

  private String kind(SensorKind kind) {
    try (Sensor sensor = open(kind)) {
      return sensor.group().kind();
    }
  }

  private Sensor open(SensorKind kind) {
    return SensorDiscovery.open(sysfs, new SensorChoice(kind, List.of(), Optional.empty()));
  }
}
