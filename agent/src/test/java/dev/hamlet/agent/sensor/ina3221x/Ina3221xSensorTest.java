package dev.hamlet.agent.sensor.ina3221x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sysfs.FakeSysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ina3221xSensorTest {

  @TempDir Path folder;

  private final long[] values = new long[3];

  @Test
  void scriptedWaveform_isReadAsWritten() throws IOException {
    FakeTree tree = FakeTree.module(folder, 0, 1);
    try (Sensor sensor = openDefault()) {
      for (long milliwatts : new long[] {1876, 3056, 12_345, 7, 0, -38}) {
        tree.power("0-0041", 1, 0, milliwatts + "\n");
        assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
        assertThat(values).containsExactly(milliwatts, 152, 229);
      }
    }
  }

  @Test
  void renumberedDevices_areFoundByName() throws IOException {
    FakeTree.module(folder, 7, 3);
    try (Sensor sensor = openDefault()) {
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
      assertThat(values).containsExactly(1876, 152, 229);
    }
  }

  @Test
  void suppliesAndComponents_areToldApart() throws IOException {
    FakeTree.module(folder, 0, 1).rail("0-0042", 2, 0, "VDD_MUX", 1500);
    try (Sensor sensor = openDefault(List.of("VDD_IN", "VDD_MUX", "VDD_SYS_CPU"))) {
      assertThat(sensor.group().rails().stream().map(Rail::scope))
          .containsExactly(RailScope.SUPPLY, RailScope.SUPPLY, RailScope.COMPONENT);
    }
  }

  @Test
  void notConnectedAndUnreadableChannels_areLeftOut() throws IOException {
    FakeTree tree = FakeTree.module(folder, 0, 1);
    tree.rail("0-0043", 3, 0, "NC", 0);
    tree.rail("0-0043", 3, 1, "VDD_1V8_IO", 5);

    assertThat(new IioTree(tree.sysfs()).rails().stream().map(IioRail::name))
        .contains("VDD_1V8_IO")
        .doesNotContain("NC");
    FakeSysfs dead = FakeIioTree.oneRail().reads(FakeIioTree.POWER, SysfsOutcome.FAILED);
    assertThat(new IioTree(dead).rails()).isEmpty();
  }

  @Test
  void missingRail_isRefusedNamingWhatThereIs() throws IOException {
    FakeTree tree = FakeTree.module(folder, 0, 1);

    assertThatThrownBy(() -> Ina3221xSensor.open(tree.sysfs(), List.of("VDD_I")))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("no rail VDD_I below")
        .hasMessageContaining("VDD_IN");
  }

  @Test
  void noDriver_findsNothing() {
    assertThat(new IioTree(new FakeSysfs()).rails()).isEmpty();
  }

  @Test
  void notReadyAndErrors_areOutcomesNotExceptions() {
    FakeSysfs sysfs = FakeIioTree.oneRail();
    try (Sensor sensor = Ina3221xSensor.open(sysfs, List.of("VDD_IN"))) {
      sysfs.reads(FakeIioTree.POWER, SysfsOutcome.NOT_READY);
      assertOutcome(sensor, "NOT_READY");
      sysfs.reads(FakeIioTree.POWER, SysfsOutcome.NO_DATA);
      assertOutcome(sensor, "NOT_READY");
      sysfs.reads(FakeIioTree.POWER, SysfsOutcome.FAILED);
      assertOutcome(sensor, "FAILED");
      sysfs.reads(FakeIioTree.POWER, SysfsOutcome.OK);
      sysfs.file(FakeIioTree.POWER, "");
      assertOutcome(sensor, "NOT_READY");
      sysfs.file(FakeIioTree.POWER, "12x\n");
      assertOutcome(sensor, "FAILED");
      sysfs.file(FakeIioTree.POWER, "7\n");
      assertOutcome(sensor, "OK");
      assertThat(values[0]).isEqualTo(7);
    }
  }

  private void assertOutcome(Sensor sensor, String outcome) {
    assertThat(sensor.read(values)).hasToString(outcome);
  }

  @Test
  void modeBusAndWord_areRead() {
    FakeSysfs sysfs =
        FakeIioTree.oneRail()
            .file(FakeIioTree.MODE, "1\n")
            .cell(FakeIioTree.CHIP + "/of_node/ti,continuous-config", 0x7727)
            .cell(FakeIioTree.CHIP + "/of_node/ti,trigger-config", 0x7003)
            .cell("/proc/device-tree/i2c@3160000/clock-frequency", 400_000);
    try (Sensor sensor = Ina3221xSensor.open(sysfs, List.of("VDD_IN"))) {
      assertThat(sensor.group().facts())
          .isEqualTo(
              SensorFacts.configured("ina3221x", SensorMode.CONTINUOUS, 0x7727, 64, 400_000));
    }
    sysfs.file(FakeIioTree.MODE, "0\n");
    try (Sensor sensor = Ina3221xSensor.open(sysfs, List.of("VDD_IN"))) {
      assertThat(sensor.group().facts())
          .isEqualTo(SensorFacts.configured("ina3221x", SensorMode.TRIGGERED, 0x7003, 1, 400_000));
      assertThat(sensor.group().timeConstantNs()).isZero();
    }
  }

  @Test
  void deviceTree_givesTimingAndStep() throws IOException {
    FakeTree tree = FakeTree.module(folder, 0, 1);
    tree.config("0-0040", 0x7007);
    tree.config("0-0041", 0x7727);
    tree.shunt("0-0041", 0, 20);
    try (Sensor sensor = openDefault()) {
      assertThat(sensor.group().timeConstantNs() / 1e6).isCloseTo(419.1, within(0.1));
      assertThat(sensor.group().lagNs()).isEqualTo(3_850_000);
      assertThat(sensor.group().refreshRateHz()).isCloseTo(151.5, within(0.1));
      // 40 uV / 20 milliohms x 19.152 V
      assertThat(sensor.group().rails().get(0).resolutionWatts()).isCloseTo(0.0383, within(1e-4));
      assertThat(sensor.group().rails().get(1).resolutionWatts()).isZero();
    }
  }

  private Sensor openDefault() {
    return openDefault(Ina3221xSensor.DEFAULT_RAILS);
  }

  private Sensor openDefault(List<String> rails) {
    return Ina3221xSensor.open(new FakeTree(folder).sysfs(), rails);
  }
}
