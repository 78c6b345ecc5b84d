package dev.hamlet.agent.metercost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.batch.SamplingSession;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.trial.HostLock;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class BoardMeterCostTest {

  private static final SamplingSettings SETTINGS =
      new SamplingSettings(1_000, Duration.ofMillis(20), 1_024);
  private static final MeterCostPlan PLAN =
      new MeterCostPlan(10, 2, Duration.ofMillis(40), Duration.ofMillis(220));
  private static final MeterCostOrder ORDER = new MeterCostOrder("m-1");

  @TempDir private Path folder;

  private final ThirstySensor sensor = new ThirstySensor();
  private final SystemClock clock = new SystemClock();
  private final HostLock lock = (deadlineNs, abort) -> () -> {};
  private volatile CountDownLatch batches = new CountDownLatch(1);

  @Test
  void runningSession_pausesMeanwhileAndMissesNothing() throws InterruptedException {
    try (SamplingSession session =
        SamplingSession.start(sensor, SETTINGS, batch -> batches.countDown())) {
      assertThat(batches.await(10, TimeUnit.SECONDS)).isTrue();
      long dueBefore = session.counters().due();

      OrderAnswer<MeterCost> answer = meterCost(session).run(ORDER, () -> false);

      long due = session.counters().due() - dueBefore;
      // 0.1 W more while reads are less than 60 ms apart; a late read may spoil a few samples
      assertThat(Objects.requireNonNull(answer.result()).costWatts()).isCloseTo(0.1, within(0.02));
      assertThat(answer.problem()).isEmpty();
      assertThat(new MeterCostFile(folder.resolve("cost")).read()).contains(answer.result());
      // four windows of 0.26 s passed: 1040 samples would have been due without a pause
      assertThat(due).isLessThan(500);
      batches = new CountDownLatch(2);
      assertThat(batches.await(10, TimeUnit.SECONDS)).as("samples again").isTrue();
    }
    assertThat(sensor.closed()).isTrue();
  }

  @Test
  void agentThatStops_givesItUp() throws InterruptedException {
    try (SamplingSession session =
        SamplingSession.start(sensor, SETTINGS, batch -> batches.countDown())) {
      OrderAnswer<MeterCost> answer = meterCost(session).run(ORDER, () -> true);

      assertThat(answer.result()).isNull();
      assertThat(answer.problem()).isEqualTo("the agent stops");
      assertThat(batches.await(10, TimeUnit.SECONDS)).as("samples again").isTrue();
    }
  }

  private BoardMeterCost meterCost(SamplingSession session) {
    return new BoardMeterCost(
        session, sensor, SETTINGS, PLAN, new MeterCostFile(folder.resolve("cost")), lock, clock);
  }
}
