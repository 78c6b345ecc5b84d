package dev.hamlet.agent.sensor.hwmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sysfs.FakeSysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class HwmonSensorTest {

  @Test
  void channels_areFoundByLabelWithL4tsNamesAndWithoutTheSum() {
    assertThat(names(FakeHwmon.tx2()))
        .containsExactly("VDD_IN", "VDD_SYS_CPU", "VDD_SYS_DDR", "VDD_3V3_SYS_M2");
  }

  @Test
  void disabledUnconnectedAndUnreadableChannels_areLeftOut() {
    FakeSysfs sysfs =
        FakeHwmon.tx2()
            .file(FakeHwmon.MODULE + "/in2_enable", "0\n")
            .reads(FakeHwmon.MODULE + "/in2_input", SysfsOutcome.NO_DATA)
            .file(FakeHwmon.MODULE + "/in3_label", "NC\n")
            .reads(FakeHwmon.CARRIER + "/curr3_input", SysfsOutcome.NO_DATA);

    assertThat(names(sysfs)).containsExactly("VDD_IN");
  }

  @Test
  void voltageAndCurrent_areTwoColumns() {
    FakeSysfs sysfs = FakeHwmon.tx2();
    try (Sensor sensor = open(sysfs, "VDD_IN", "VDD_5V0_DDR")) {
      long[] values = new long[4];

      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
      assertThat(values).containsExactly(19_152, 98, 4_800, 28);
      assertThat(sensor.columns().stream().map(column -> column.rail() + " " + column.quantity()))
          .containsExactly(
              "VDD_IN " + Quantity.VOLTAGE,
              "VDD_IN " + Quantity.CURRENT,
              "VDD_SYS_DDR " + Quantity.VOLTAGE,
              "VDD_SYS_DDR " + Quantity.CURRENT);
    }
  }

  @Test
  void channelSwitchedOffLater_isNotReady() {
    FakeSysfs sysfs = FakeHwmon.tx2();
    try (Sensor sensor = open(sysfs, "VDD_IN")) {
      sysfs.reads(FakeHwmon.MODULE + "/curr1_input", SysfsOutcome.NO_DATA);

      assertThat(sensor.read(new long[2])).isEqualTo(ReadOutcome.NOT_READY);
    }
  }

  @Test
  void settings_giveWordRoundAndFilter() {
    FakeSysfs sysfs = FakeHwmon.set(FakeHwmon.tx2(), FakeHwmon.MODULE, 64, 7);
    try (Sensor sensor = open(sysfs, "VDD_IN")) {
      assertThat(sensor.group().facts().configWord()).isEqualTo(0x7727);
      assertThat(sensor.group().facts().mode()).isEqualTo(SensorMode.CONTINUOUS);
      assertThat(sensor.group().facts().averages()).isEqualTo(64);
      assertThat(sensor.group().refreshRateHz()).isCloseTo(151.5, within(0.1));
      assertThat(sensor.group().timeConstantNs() / 1e6).isCloseTo(419.1, within(0.1));
    }
    FakeHwmon.set(sysfs, FakeHwmon.MODULE, 1, 1);
    try (Sensor sensor = open(sysfs, "VDD_IN")) {
      assertThat(sensor.group().facts().configWord()).isEqualTo(0x7007);
      assertThat(sensor.group().timeConstantNs()).isZero();
    }
  }

  @Test
  void shuntAndErrors_areThoseOfTheDriver() {
    try (Sensor sensor = open(FakeHwmon.tx2(), "VDD_IN")) {
      Rail rail = sensor.group().rails().get(0);

      assertThat(rail.shuntMicroohms()).isEqualTo(5_000);
      // 40 uV and 80 uV / 5 milliohms x 19.152 V
      assertThat(rail.resolutionWatts()).isCloseTo(0.1532, within(1e-4));
      assertThat(rail.errors().offsetWatts()).isCloseTo(0.3064, within(1e-4));
    }
  }

  @Test
  void missingRail_isRefusedNamingWhatThereIs() {
    assertThatThrownBy(() -> open(FakeHwmon.tx2(), "VDD_SYS_GPU"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("no rail VDD_SYS_GPU")
        .hasMessageContaining("VDD_SYS_CPU");
  }

  private static List<String> names(FakeSysfs sysfs) {
    return new HwmonTree(sysfs).channels().stream().map(HwmonChannel::name).toList();
  }

  private static Sensor open(FakeSysfs sysfs, String... rails) {
    return HwmonSensor.open(sysfs, new HwmonTree(sysfs).channels(), List.of(rails));
  }
}
