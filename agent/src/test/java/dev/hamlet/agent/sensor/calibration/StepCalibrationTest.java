package dev.hamlet.agent.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.common.calibration.StepFit;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.power.TimeConstantSource;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.twin.board.ActivitySource;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.power.BoardRail;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the twin, with its errors and noise, in virtual time. */
class StepCalibrationTest {

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();

  /** 4, 16, 64 averages of 6.6 ms; 128 and 512 of 0.84 ms. */
  @ParameterizedTest
  @ValueSource(ints = {0x7327, 0x7527, 0x7727, 0x7807, 0x7c07})
  void filterOfTheTwin_isFoundWithinFivePercent(int word) throws InterruptedException {
    double tauNs = new ConfigWord(word).timeConstantNs();

    StepFit fit = calibrate(word);

    assertThat(fit.timeConstantNs() / tauNs).isCloseTo(1, within(0.05));
    assertThat(fit.stepWatts()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7007, 0x7127})
  void twinWithoutFilter_hasNoTimeConstant(int word) throws InterruptedException {
    assertThat(calibrate(word).timeConstantNs()).isZero();
  }

  @Test
  void calibration_isRememberedForTheSameSettingsOnly() {
    CalibrationFile file = CalibrationFile.in(folder);
    SensorGroup group = sensor(0x7727).group();
    file.save(group, new StepFit(400_000_000, 3_000_000, 0, 0, 2, 5, 0.01));

    SensorGroup found = file.apply(group);

    assertThat(found.timeConstantNs()).isEqualTo(400_000_000);
    assertThat(found.facts().timeConstantSource()).isEqualTo(TimeConstantSource.CALIBRATED);
    assertThat(found.facts().timeConstantErrorNs()).isEqualTo(3_000_000);
    SensorGroup other = sensor(0x7127).group();
    assertThat(file.apply(other)).isEqualTo(other);
  }

  private StepFit calibrate(int word) throws InterruptedException {
    Sensor sensor = sensor(word);
    StepLoad load = StepLoad.ofTwin(ActivityRing.open(ring(word)), 4, clock);
    return new StepCalibration(sensor, clock, clock).run(load, StepTimes.DEFAULT);
  }

  private Sensor sensor(int word) {
    TwinSettings settings =
        TwinSettings.live(11, List.of(BoardRail.VDD_IN)).with(new ConfigWord(word));
    ActivityRing ring = ActivityRing.create(ring(word), 1_024);
    return TwinDevice.of(settings, ActivitySource.live(ring), clock).sensor();
  }

  private Path ring(int word) {
    return folder.resolve("ring-" + word);
  }
}
