package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.ManualClock;
import org.junit.jupiter.api.Test;

class SamplingRestTest {

  private static final long PERIOD_NS = 1_000_000;

  private final ManualClock clock = new ManualClock();
  private final SamplingCycle cycle =
      new SamplingCycle(
          new FakeSensor(clock),
          clock,
          PERIOD_NS,
          new OneToOneSampleRing(1, 8),
          LatenessListener.NONE);

  @Test
  void cycleThatRests_readsNothingAndHasNothingDue() {
    step();
    cycle.rest(true);
    assertThat(cycle.resting()).isFalse();
    for (int i = 0; i < 100; i++) {
      step();
    }

    assertThat(cycle.resting()).isTrue();
    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void cycleThatRestedForLong_goesOnAsIfTheTimeHadNotBeen() {
    cycle.rest(true);
    step();
    step();
    cycle.rest(false);
    step();
    step();

    assertThat(cycle.resting()).isFalse();
    assertThat(cycle.counters()).isEqualTo(new SamplingCounters(2, 2, 0, 0, 0, 0, 0));
  }

  private void step() {
    clock.advanceNs(cycle.nextDeadlineNs() - clock.monotonicNs());
    cycle.step();
  }
}
