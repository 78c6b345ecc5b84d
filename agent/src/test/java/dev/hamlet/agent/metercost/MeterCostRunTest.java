package dev.hamlet.agent.metercost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    assertThat(sensor.closed).isFalse();
  }

  @Test
  void whatWasFound_outlivesTheAgent() {
    MeterCostFile file = new MeterCostFile(folder.resolve("meter-cost.json"));
    MeterCost cost = new MeterCost(1000, 10, 0.05, 0.04, 0.06, 6, 1, 0.0765);

    assertThat(file.read()).isEmpty();
    file.write(cost);
    assertThat(file.read()).contains(cost);
  }

  /** Draws 0.1 W more while it was read less than 60 ms ago. */
  private static final class ThirstySensor implements Sensor {

    private final SystemClock clock = new SystemClock();
    private long lastNs = Long.MIN_VALUE / 2;
    private volatile boolean closed;

    @Override
    public SensorGroup group() {
      return new SensorGroup(
          "s",
          "power",
          "fake",
          true,
          1_000,
          0,
          0,
          0,
          List.of(
              new Rail("VDD_IN", RailScope.SUPPLY, 0.01),
              new Rail("VDD_GPU", RailScope.COMPONENT, 0.5)));
    }

    @Override
    public List<ColumnSpec> columns() {
      return List.of(ColumnSpec.milliwatts("VDD_IN"), ColumnSpec.milliwatts("VDD_GPU"));
    }

    @Override
    public ReadOutcome read(long[] into) {
      long nowNs = clock.monotonicNs();
      into[0] = nowNs - lastNs < 60_000_000 ? 3_100 : 3_000;
      into[1] = 7;
      lastNs = nowNs;
      return ReadOutcome.OK;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
