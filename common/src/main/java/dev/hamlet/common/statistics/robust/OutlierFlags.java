package dev.hamlet.common.statistics.robust;

import dev.hamlet.common.statistics.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values that stand out from the rest. They are flagged and stay in every figure: only a physical
 * cause takes a trial out.
 *
 * @param byDeviation positions of the values further than {@value #DEVIATIONS} robust standard
 *     deviations, 1.4826 times the median absolute deviation, from the median (Iglewicz and Hoaglin
 *     1993)
 * @param byFences positions of the values further than {@value #QUARTILE_RANGES} quartile ranges
 *     beyond the quartiles (Tukey 1977)
 */
public record OutlierFlags(List<Integer> byDeviation, List<Integer> byFences) {

  private static final double DEVIATIONS = 3.5;
  private static final double QUARTILE_RANGES = 1.5;

  /** Standard deviation of a normal distribution over its median absolute deviation. */
  private static final double TO_STANDARD_DEVIATION = 1.4826;

  /** Fewer values than this have no outliers. */
  private static final int LEAST_VALUES = 5;

  /** Copies. */
  public OutlierFlags {
    byDeviation = List.copyOf(byDeviation);
    byFences = List.copyOf(byFences);
  }

  /** Of values in any order; positions count from 0. */
  public static OutlierFlags of(double[] values) {
    if (values.length < LEAST_VALUES) {
      return new OutlierFlags(List.of(), List.of());
    }
    Percentiles percentiles = Percentiles.of(values);
    double median = percentiles.at(50);
    double[] deviations = Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
    double reach = DEVIATIONS * TO_STANDARD_DEVIATION * Percentiles.of(deviations).at(50);
    double fence = QUARTILE_RANGES * (percentiles.at(75) - percentiles.at(25));
    return new OutlierFlags(
        outside(values, median - reach, median + reach),
        outside(values, percentiles.at(25) - fence, percentiles.at(75) + fence));
  }

  private static List<Integer> outside(double[] values, double low, double high) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < low || values[i] > high) {
        positions.add(i);
      }
    }
    return positions;
  }
}
