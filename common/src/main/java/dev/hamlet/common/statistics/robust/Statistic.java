package dev.hamlet.common.statistics.robust;

import dev.hamlet.common.statistics.Percentiles;
import java.util.Arrays;

/** A figure of a set of values in any order. */
@FunctionalInterface
public interface Statistic {

  /** The 50th percentile. */
  Statistic MEDIAN = percentile(50);

  /** The mean without the tenth of the values at either end. */
  Statistic TRIMMED_MEAN = trimmedMean(0.1);

  /** The figure, in the unit of the values. */
  double of(double[] values);

  /**
   * A percentile; see {@link Percentiles}.
   *
   * @param percent 0 to 100
   */
  static Statistic percentile(double percent) {
    return values -> Percentiles.of(values).at(percent);
  }

  /**
   * The mean of what is left without the smallest and the greatest values.
   *
   * @param share of the values at either end, below 0.5; rounded down to whole values
   */
  static Statistic trimmedMean(double share) {
    return values -> {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int cut = (int) (share * sorted.length);
      return Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(Double.NaN);
    };
  }
}
