package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.SamplingCounters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OneToManyTallyTest {

  @Test
  @Timeout(20)
  void snapshotsWhileCounting_keepTheIdentity() throws InterruptedException {
    OneToManyTally tally = new OneToManyTally();
    Thread counting = new Thread(() -> count(tally));
    counting.start();
    while (counting.isAlive()) {
      SamplingCounters seen = tally.snapshot();
      assertThat(seen.due())
          .isEqualTo(seen.taken() + seen.missed() + seen.sensorFailed() + seen.notReady());
    }

    assertThat(tally.snapshot())
        .isEqualTo(new SamplingCounters(250_000, 50_000, 50_000, 100_000, 50_000, 50_000, 0));
  }

  private static void count(OneToManyTally tally) {
    for (int i = 0; i < 50_000; i++) {
      tally.taken(true, false);
      tally.missed(2);
      tally.sensorFailed();
      tally.notReady();
    }
  }
}
