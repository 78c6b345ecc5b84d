package dev.hamlet.agent.sensor.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.agent.sysfs.FakeSysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorSetupTest {

  private static final String SAMPLES = "/sys/chip/samples";
  private static final String INTERVAL = "/sys/chip/update_interval";
  private static final List<Setting> FAST =
      List.of(new Setting(SAMPLES, "1"), new Setting(INTERVAL, "1"));

  @TempDir Path folder;

  private final FakeSysfs sysfs = new FakeSysfs().file(SAMPLES, "64\n").file(INTERVAL, "7\n");

  @Test
  void settings_areMadeAndPutBackInReverse() {
    try (SensorSetup setup = open()) {
      assertThat(setup.apply(FAST)).containsExactly(SAMPLES + ": 64 -> 1", INTERVAL + ": 7 -> 1");
    }

    assertThat(sysfs.writes())
        .containsExactly(SAMPLES + "=1", INTERVAL + "=1", INTERVAL + "=7", SAMPLES + "=64");
    assertThat(journal()).doesNotExist();
  }

  @Test
  void settingsThatAreRightAlready_areNotTouched() {
    sysfs.file(SAMPLES, "1\n").file(INTERVAL, "1\n");
    try (SensorSetup setup = open()) {
      assertThat(setup.apply(FAST)).isEmpty();
    }

    assertThat(sysfs.writes()).isEmpty();
  }

  @Test
  void crash_isMadeGoodAtTheNextStart() {
    open().apply(FAST); // and never closed

    open().close();

    assertThat(sysfs.readText(SAMPLES).text()).isEqualTo("64");
    assertThat(sysfs.readText(INTERVAL).text()).isEqualTo("7");
    assertThat(journal()).doesNotExist();
  }

  @Test
  void secondLifeAfterACrash_remembersTheFirstValues() {
    open().apply(FAST);
    try (SensorSetup setup = open()) {
      setup.apply(FAST);
    }

    assertThat(sysfs.readText(SAMPLES).text()).isEqualTo("64");
  }

  @Test
  void settingThatOthersChanged_isMadeAgainAndStillPutBack() {
    try (SensorSetup setup = open()) {
      setup.apply(FAST);
      sysfs.file(SAMPLES, "128\n");

      assertThat(setup.check()).containsExactly(SAMPLES + ": 128 -> 1");
      assertThat(setup.check()).isEmpty();
    }

    assertThat(sysfs.readText(SAMPLES).text()).isEqualTo("64");
  }

  @Test
  void withoutRoot_nothingIsSetAndNothingClaimed() {
    sysfs.writes(SAMPLES, SysfsOutcome.REFUSED).writes(INTERVAL, SysfsOutcome.REFUSED);
    try (SensorSetup setup = open()) {
      assertThat(setup.apply(FAST)).isEmpty();
    }

    assertThat(sysfs.readText(SAMPLES).text()).isEqualTo("64");
    assertThat(journal()).doesNotExist();
  }

  @Test
  void journalCutShortByACrash_isReadAsFarAsItGoes() throws Exception {
    Files.writeString(journal(), SAMPLES + "\t128\n" + INTERVAL);

    open().close();

    assertThat(sysfs.readText(SAMPLES).text()).isEqualTo("128");
    assertThat(sysfs.readText(INTERVAL).text()).isEqualTo("7");
  }

  private SensorSetup open() {
    return SensorSetup.open(sysfs, journal());
  }

  private Path journal() {
    return folder.resolve("sensor-settings");
  }
}
