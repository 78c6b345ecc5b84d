package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SamplingCycleTest {

  private static final long PERIOD_NS = 1_000_000;

  private final ManualClock clock = new ManualClock();
  private final long startNs = clock.monotonicNs();
  private final FakeSensor sensor = new FakeSensor(clock);
  private final OneToOneSampleRing ring = new OneToOneSampleRing(1, 8);
  private final List<Long> lateness = new ArrayList<>();
  private final SamplingCycle cycle =
      new SamplingCycle(sensor, clock, PERIOD_NS, ring, lateness::add);

  @AfterEach
  void everyDeadlineIsInExactlyOneCounter() {
    SamplingCounters counters = cycle.counters();
    assertThat(counters.due())
        .isEqualTo(
            counters.taken() + counters.missed() + counters.sensorFailed() + counters.notReady());
    assertThat(cycle.nextDeadlineNs()).isEqualTo(startNs + (counters.due() + 1) * PERIOD_NS);
  }

  @Test
  void onTime_isStampedAtTheMiddleOfItsRead() {
    sensor.willTakeNs(400_000);
    stepAt(cycle.nextDeadlineNs());

    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(1, 1, 0, 0, 0, 0, 0));
    assertThat(drainedStamps()).containsExactly(startNs + PERIOD_NS + 200_000);
  }

  @Test
  void halfWidth_isHalfTheRead() {
    sensor.willTakeNs(400_000);
    stepAt(cycle.nextDeadlineNs());
    int[] halfWidthNs = new int[1];
    ring.drain(new long[1], halfWidthNs, new long[1][1]);

    assertThat(halfWidthNs).containsExactly(200_000);
  }

  @Test
  void moreThanHalfAPeriodLate_countsAsLate() {
    stepAt(cycle.nextDeadlineNs() + PERIOD_NS / 2);
    stepAt(cycle.nextDeadlineNs() + PERIOD_NS / 2 + 1);

    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(2, 2, 1, 0, 0, 0, 0));
    assertThat(lateness).containsExactly(500_000L, 500_001L);
  }

  @Test
  void wholePeriodsBehind_areMissedAndNeverMadeUpFor() {
    stepAt(cycle.nextDeadlineNs() + 3 * PERIOD_NS + 10);

    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(4, 1, 0, 3, 0, 0, 0));
    assertThat(lateness).containsExactly(3 * PERIOD_NS + 10);
  }

  @Test
  void exactlyOnePeriodBehind_missesOneAndIsOnTimeForTheNext() {
    stepAt(cycle.nextDeadlineNs() + PERIOD_NS);

    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(2, 1, 0, 1, 0, 0, 0));
  }

  @Test
  void notReadyAndFailed_areGapsWithACount() {
    sensor.willAnswer(ReadOutcome.NOT_READY, ReadOutcome.FAILED, ReadOutcome.OK);
    for (int i = 0; i < 3; i++) {
      stepAt(cycle.nextDeadlineNs());
    }

    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(3, 1, 0, 0, 1, 1, 0));
    assertThat(ring.size()).isEqualTo(1);
  }

  @Test
  void ringFull_dropsTheNewestAndCounts() {
    for (int i = 0; i < 11; i++) {
      stepAt(cycle.nextDeadlineNs());
    }

    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(11, 11, 0, 0, 0, 0, 3));
    assertThat(drainedStamps()).hasSize(8).startsWith(startNs + PERIOD_NS);
  }

  @Test
  void sensorThatThrows_isBookedAsFailedAndTheDeadlineMovesOn() {
    sensor.willThrow(true);

    assertThatThrownBy(() -> stepAt(cycle.nextDeadlineNs()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(1, 0, 0, 0, 1, 0, 0));
  }

  private void stepAt(long monotonicNs) {
    clock.waitUntil(monotonicNs);
    cycle.step();
  }

  private long[] drainedStamps() {
    long[] stamps = new long[ring.size()];
    ring.drain(stamps, new int[stamps.length], new long[1][stamps.length]);
    return stamps;
  }
}
