package dev.hamlet.agent.metercost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MeterCostRunTest {

  private static final SamplingSettings FAST =
      new SamplingSettings(1_000, Duration.ofMillis(20), 1_024);
  private static final MeterCostPlan PLAN =
      new MeterCostPlan(10, 2, Duration.ofMillis(40), Duration.ofMillis(220));

  @TempDir private Path folder;

  @Test
  void boardThatDrawsMoreWhileItIsReadOften_showsIt() {
    ThirstySensor sensor = new ThirstySensor();

    MeterCost cost = MeterCostRun.measure(sensor, FAST, PLAN, new SystemClock());

    // 3.1 W while reads are less than 60 ms apart, 3 W else; a late read may spoil a few samples
    assertThat(cost.costWatts()).isCloseTo(0.1, within(0.02));
    assertThat(cost.rateHz()).isEqualTo(1_000);
    assertThat(cost.slowRateHz()).isEqualTo(10);
    assertThat(cost.pairs()).isEqualTo(2);
    assertThat(cost.resolutionWatts()).isEqualTo(0.01);
    assertThat(sensor.closed()).isFalse();
  }

  @Test
  void whatWasFound_outlivesTheAgent() {
    MeterCostFile file = new MeterCostFile(folder.resolve("meter-cost.json"));
    MeterCost cost = new MeterCost(1000, 10, 0.05, 0.04, 0.06, 6, 1, 0.0765);

    assertThat(file.read()).isEmpty();
    file.write(cost);
    assertThat(file.read()).contains(cost);
  }
}
