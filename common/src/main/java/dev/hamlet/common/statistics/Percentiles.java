package dev.hamlet.common.statistics;

import java.util.Arrays;

/**
 * Percentiles of a set of values, with linear interpolation between order statistics: the value at
 * rank {@code p/100 * (n - 1)} counted from 0 (type 7 of Hyndman and Fan 1996, the default of NumPy
 * and R).
 */
public final class Percentiles {

  private final double[] sorted;

  private Percentiles(double[] sorted) {
    this.sorted = sorted;
  }

  /** Of a copy of the values; at least one. */
  public static Percentiles of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("percentiles of no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /**
   * The percentile.
   *
   * @param percent 0 for the smallest value to 100 for the greatest
   */
  public double at(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("percentile " + percent + " is not within 0 .. 100");
    }
    double rank = percent / 100 * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
