package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SamplingPlanTest {

  private static final long PERIOD_NS = 1_000_000;

  private final ManualClock clock = new ManualClock();
  private final FakeSensor sensor = new FakeSensor(clock);

  @Test
  void fastSensor_getsTheWantedPeriod() {
    sensor.willTakeNs(700_000);
    SamplingPlan plan = SamplingPlan.measure(sensor, clock, PERIOD_NS);

    assertThat(plan.periodNs()).isEqualTo(PERIOD_NS);
    assertThat(plan.reduced()).isFalse();
  }

  @Test
  void slowSensor_getsThePeriodItCanHold() {
    sensor.willTakeNs(2_800_000);
    SamplingPlan plan = SamplingPlan.measure(sensor, clock, PERIOD_NS);

    // 2.8 ms x 1.25 = 3.5 ms
    assertThat(plan.periodNs()).isEqualTo(3_500_000);
    assertThat(plan.reduced()).isTrue();
    assertThat(plan.rateHz()).isCloseTo(285.7, within(0.1));
  }

  @Test
  void settingsOutOfRange_areAllRefusedAtOnce() {
    assertThatThrownBy(() -> new SamplingSettings(0, Duration.ofMinutes(1), 3))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.problems()).hasSize(3));
  }

  @Test
  void defaultSettings_areOneKilohertzInBatchesOfAQuarterSecond() {
    assertThat(SamplingSettings.DEFAULT.periodNs()).isEqualTo(PERIOD_NS);
    assertThat(SamplingSettings.DEFAULT.batchDuration()).isEqualTo(Duration.ofMillis(250));
  }
}
