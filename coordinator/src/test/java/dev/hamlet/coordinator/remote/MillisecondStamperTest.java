package dev.hamlet.coordinator.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MillisecondStamperTest {

  private static final SeriesName NAME = new SeriesName("tx2-1", "VDD_IN", "supply", false);
  private static final long START_NS = 1_700_000_000_000_000_000L;
  private static final long MS = 1_000_000;

  private final Refusals refusals = new Refusals();

  @Test
  void samplesNearTheirMillisecond_getTheNearest() {
    assertThat(stamped(400_000, 1_600_000, 3_000_000)).containsExactly(0, 2, 3);
    assertThat(refusals.total()).isZero();
  }

  /** 1.9 and 2.0 both round to 2; 1.9 goes back to the millisecond that nobody else has. */
  @Test
  void lateSample_makesRoomForThoseAfterIt() {
    assertThat(stamped(0, 1_900_000, 2_000_000, 3_000_000)).containsExactly(0, 1, 2, 3);
    assertThat(refusals.total()).isZero();
  }

  @Test
  void moreSamplesThanMilliseconds_areCountedAndLeftOut() {
    long[] twoKilohertz = new long[1_000];
    Arrays.setAll(twoKilohertz, i -> i * 500_000L);

    long[] stamps = stamped(twoKilohertz);

    assertThat(stamps.length + refusals.total()).isEqualTo(1_000);
    // 500 ms, and one more at each end within reach
    assertThat(stamps).hasSizeBetween(500, 502);
  }

  @Test
  void notANumber_isCountedAndLeftOut() {
    StampedSeries series =
        new MillisecondStamper(NAME)
            .stamp(
                new long[] {START_NS, START_NS + MS, START_NS + 2 * MS},
                new double[] {1, Double.NaN, Double.NEGATIVE_INFINITY},
                refusals);
    assertThat(series.size()).isOne();
    assertThat(refusals.counts()).isEqualTo(Map.of(Refusal.NOT_FINITE, 2L));
  }

  /**
   * 1 kHz with every phase and jitter of sigma 0.1 ms: each sample keeps a millisecond of its own,
   * in order, at most 1 ms away. Two neighbours need 4 sigma of sqrt(2) x 0.1 ms to swap, so the
   * input is sorted.
   */
  @Test
  void jitteringKilohertz_losesNothing() {
    for (long seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long phaseNs = random.nextLong(MS);
      long[] exact = new long[10_000];
      Arrays.setAll(exact, i -> phaseNs + i * MS + Math.round(random.nextGaussian() * 100_000));
      Arrays.sort(exact);

      long[] stamps = stamped(exact);

      assertThat(stamps).as("seed %d", seed).hasSize(10_000).doesNotHaveDuplicates().isSorted();
      for (int i = 0; i < stamps.length; i++) {
        assertThat(Math.abs(stamps[i] * MS - exact[i])).isLessThanOrEqualTo(MS);
      }
    }
    assertThat(refusals.total()).isZero();
  }

  /** A clock that is 50 ppm faster has 100,005 samples in 100 s; 2 ms fit into the reach. */
  @Test
  void fasterClock_losesNoMoreThanItMust() {
    long[] exact = new long[100_005];
    Arrays.setAll(exact, i -> Math.round(i * MS / 1.00005));

    assertThat(stamped(exact).length).isBetween(100_000, 100_003);
    assertThat(refusals.counts().get(Refusal.SAME_MILLISECOND)).isBetween(2L, 5L);
  }

  @Test
  void partsOfASeries_goOnWhereTheLastOneEnded() {
    MillisecondStamper stamper = new MillisecondStamper(NAME);
    StampedSeries first =
        stamper.stamp(new long[] {START_NS + 400_000}, new double[] {1}, refusals);
    StampedSeries second =
        stamper.stamp(new long[] {START_NS + 450_000}, new double[] {2}, refusals);
    assertThat(second.epochMs()[0]).isEqualTo(first.epochMs()[0] + 1);
  }

  private long[] stamped(long... sinceStartNs) {
    long[] exact = Arrays.stream(sinceStartNs).map(since -> START_NS + since).toArray();
    double[] watts = new double[exact.length];
    return Arrays.stream(new MillisecondStamper(NAME).stamp(exact, watts, refusals).epochMs())
        .map(ms -> ms - START_NS / MS)
        .toArray();
  }
}
