package dev.hamlet.coordinator.remote;

import java.util.Arrays;

/**
 * Gives each sample of one series a millisecond of its own, at most {@value #MOST_SHIFT_NS} ns from
 * its exact time.
 *
 * <p>Prometheus keeps one value a series and millisecond, and a sensor read at 1 kHz jitters about
 * its deadlines: two readings may round to the same millisecond while their neighbour is empty. So
 * a sample gets the nearest one that leaves room for those after it. With {@code x} the exact time
 * in ms and {@code r} = 1:
 *
 * <pre>
 *   forward    e(i) = max(e(i-1) + 1, ceil(x(i) - r))          the earliest that is possible;
 *              if e(i) &gt; x(i) + r there is no room: counted as SAME_MILLISECOND and left out
 *   backward   s(i) = clamp(round(x(i)), e(i), s(i+1) - 1)     the nearest that leaves room
 * </pre>
 *
 * <p>Left out is only what cannot fit: more samples than milliseconds, as a sensor faster than 1
 * kHz gives, or in a long run a device's clock that is faster than the coordinator's (50 ppm: one
 * of 20,000). The same samples always get the same stamps, so that sending them again is harmless.
 *
 * <p>Belongs to one thread. Parts of a series are to be given in their order.
 */
public final class MillisecondStamper {

  /** Farthest that a stamp is from a sample's exact time, in ns. */
  static final long MOST_SHIFT_NS = 1_000_000;

  private static final long MS = 1_000_000;

  private final SeriesName name;
  private long lastMs = Long.MIN_VALUE;

  /** For one series of one trial. */
  public MillisecondStamper(SeriesName name) {
    this.name = name;
  }

  /**
   * Stamps the next part of the series.
   *
   * @param epochNs exact times, ns since 1970-01-01 UTC, growing
   * @param watts power at each
   * @param refusals counts what is left out
   */
  public StampedSeries stamp(long[] epochNs, double[] watts, Refusals refusals) {
    long[] exactNs = new long[epochNs.length];
    long[] stamps = new long[epochNs.length];
    double[] values = new double[epochNs.length];
    int size = 0;
    for (int i = 0; i < epochNs.length; i++) {
      long earliest = Math.max(lastMs + 1, -Math.floorDiv(MOST_SHIFT_NS - epochNs[i], MS));
      if (!Double.isFinite(watts[i])) {
        refusals.count(Refusal.NOT_FINITE);
      } else if (earliest * MS - epochNs[i] > MOST_SHIFT_NS) {
        refusals.count(Refusal.SAME_MILLISECOND);
      } else {
        exactNs[size] = epochNs[i];
        stamps[size] = earliest;
        values[size++] = watts[i];
        lastMs = earliest;
      }
    }
    settle(exactNs, stamps, size);
    if (size > 0) {
      lastMs = stamps[size - 1];
    }
    return new StampedSeries(name, Arrays.copyOf(stamps, size), Arrays.copyOf(values, size));
  }

  private static void settle(long[] exactNs, long[] stamps, int size) {
    long roomMs = Long.MAX_VALUE;
    for (int i = size - 1; i >= 0; i--) {
      long nearest = Math.floorDiv(exactNs[i] + MS / 2, MS);
      stamps[i] = Math.max(stamps[i], Math.min(nearest, roomMs));
      roomMs = stamps[i] - 1;
    }
  }
}
