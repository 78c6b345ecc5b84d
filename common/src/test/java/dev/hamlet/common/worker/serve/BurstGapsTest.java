package dev.hamlet.common.worker.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.worker.Request;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BurstGapsTest {

  private static final long MS = 1_000_000;
  private static final long ROUND_NS = 6_600_000;
  private static final long START_NS = 1_234_567_890_123L;

  @Test
  void withoutALength_neverPauses() {
    BurstGaps gaps = new BurstGaps(new Request.Burst(0, 1, 0, 0, 1), START_NS);
    assertThat(gaps.nextStartNs(START_NS, START_NS + 50 * MS)).isEqualTo(START_NS + 50 * MS);
  }

  @Test
  void tooLittleWork_isFollowedByTheNextAtOnce() {
    BurstGaps gaps = gaps(20 * MS, 1);
    assertThat(gaps.nextStartNs(START_NS, START_NS + 19 * MS)).isEqualTo(START_NS + 19 * MS);
    assertThat(gaps.nextStartNs(START_NS, START_NS + MS)).isGreaterThan(START_NS + MS);
  }

  /**
   * Three gaps of the sequence {@code frac(k g)} are the least and greatest distances of its
   * neighbours: of n places none is further from the next than {@code 2 / n} of the round, where
   * random ones leave {@code ln(n) / n}.
   */
  @Test
  void startsFillTheRoundEvenly_whateverTheWorkLasts() {
    for (long workNs : new long[] {20 * MS, 33 * MS, 4 * ROUND_NS, ROUND_NS / 2}) {
      for (int count : new int[] {10, 50, 400}) {
        double[] places = places(gaps(0, 7), workNs, count);
        Arrays.sort(places);
        double widest = places[0] + 1 - places[count - 1];
        for (int i = 1; i < count; i++) {
          widest = Math.max(widest, places[i] - places[i - 1]);
        }
        assertThat(widest).as("%d pauses after %d ns", count, workNs).isLessThan(2.0 / count);
      }
    }
  }

  @Test
  void seeds_differInWhereTheyBegin() {
    assertThat(places(gaps(0, 1), 20 * MS, 1)).isNotEqualTo(places(gaps(0, 2), 20 * MS, 1));
    assertThat(places(gaps(0, 1), 20 * MS, 9)).isEqualTo(places(gaps(0, 1), 20 * MS, 9));
  }

  @Test
  void pauses_areShorterThanARound() {
    BurstGaps gaps = gaps(0, 3);
    long endNs = START_NS;
    for (int i = 0; i < 1_000; i++) {
      long startNs = endNs;
      endNs += 12_345_678;
      long nextNs = gaps.nextStartNs(startNs, endNs);
      assertThat(nextNs - endNs).as("pause %d", i).isBetween(0L, ROUND_NS - 1);
      endNs = nextNs;
    }
  }

  private static BurstGaps gaps(long workNs, long seed) {
    return new BurstGaps(new Request.Burst(0, 1, workNs, ROUND_NS, seed), START_NS);
  }

  private static double[] places(BurstGaps gaps, long workNs, int count) {
    double[] places = new double[count];
    long startNs = START_NS;
    for (int i = 0; i < count; i++) {
      startNs = gaps.nextStartNs(startNs, startNs + workNs);
      places[i] = Math.floorMod(startNs - START_NS, ROUND_NS) / (double) ROUND_NS;
    }
    return places;
  }
}
