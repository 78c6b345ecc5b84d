package dev.hamlet.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockOffsetEstimatorTest {

  private static final long OFFSET_NS = 7_000_000_000_123L;

  private final ClockOffsetEstimator estimator = new ClockOffsetEstimator();

  @Test
  void noExchange_noEstimate() {
    assertThat(estimator.estimate()).isEmpty();
  }

  @Test
  void equalWays_offsetIsExact() {
    estimator.add(exchange(1_000, 400, 400));

    assertThat(estimator.estimate()).contains(new ClockOffset(OFFSET_NS, 401));
  }

  @Test
  void unequalWays_errorStaysWithinHalfOfTheDelay() {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      ClockExchange exchange =
          exchange(random.nextLong(1L << 50), random.nextInt(1 << 20), random.nextInt(1 << 20));
      ClockOffset offset = exchange.offset();
      assertThat(Math.abs(offset.offsetNs() - OFFSET_NS)).isLessThanOrEqualTo(offset.errorNs());
    }
  }

  @Test
  void severalExchanges_theQuickestDecides() {
    estimator.add(exchange(0, 900_000, 100_000));
    estimator.add(exchange(1_000_000, 50, 50));
    estimator.add(exchange(2_000_000, 100_000, 900_000));

    assertThat(estimator.estimate()).contains(new ClockOffset(OFFSET_NS, 51));
  }

  @Test
  void ninthExchange_pushesTheFirstOut() {
    estimator.add(exchange(0, 10, 10));
    for (int i = 1; i <= ClockOffsetEstimator.KEPT; i++) {
      estimator.add(exchange(i, 2_000, 2_000));
    }

    assertThat(estimator.estimate()).map(ClockOffset::errorNs).contains(2_001L);
  }

  @Test
  void stampsThatContradictEachOther_areLeftOut() {
    assertThat(estimator.add(new ClockExchange(100, 5, 4, 200))).isFalse();
    assertThat(estimator.add(new ClockExchange(100, 5, 500, 200))).isFalse();
    assertThat(estimator.estimate()).isEmpty();
  }

  private static ClockExchange exchange(long sentNs, long thereNs, long backNs) {
    long receivedNs = sentNs + thereNs + OFFSET_NS;
    long repliedNs = receivedNs + 77;
    return new ClockExchange(sentNs, receivedNs, repliedNs, repliedNs - OFFSET_NS + backNs);
  }
}
