package dev.hamlet.common.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean with its spread and its confidence interval, in the unit of the values.
 *
 * @param n number of values
 * @param mean arithmetic mean; NaN if there is no value
 * @param std standard deviation with divisor n - 1; NaN if there are fewer than two values
 * @param ciLow lower bound of the interval; NaN if there are fewer than two values
 * @param ciHigh upper bound of the interval; NaN if there are fewer than two values
 */
public record Estimate(int n, double mean, double std, double ciLow, double ciHigh) {

  /**
   * Mean and Student's interval of independent values: {@code mean +- t(1 - (1 - level)/2, n - 1) *
   * std / sqrt(n)}.
   *
   * @param values finite values
   * @param level confidence level between 0 and 1, for instance 0.95
   */
  public static Estimate of(double[] values, double level) {
    int n = values.length;
    double mean = mean(values);
    double std = std(values, mean);
    double half = n < 2 ? Double.NaN : studentT(level, n - 1) * std / Math.sqrt(n);
    return new Estimate(n, mean, std, mean - half, mean + half);
  }

  /** The two-sided quantile of Student's t: 12.706 for level 0.95 and one degree of freedom. */
  public static double studentT(double level, int degreesOfFreedom) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("need 0 < level < 1, not " + level);
    }
    // of the upper tail: exact where 1 - (1 - level) / 2 would round
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - level) / 2);
  }

  /** Half of the width of the interval, in the unit of the values. */
  public double halfWidth() {
    return (ciHigh - ciLow) / 2;
  }

  /**
   * Half-width as a share of the mean's magnitude: 0.05 for five percent. Infinite if there are
   * fewer than two values, or if the mean is zero and the interval is not.
   */
  public double relativeHalfWidth() {
    if (n < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double half = halfWidth();
    return half == 0 ? 0 : half / Math.abs(mean);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double rough = sum / values.length;
    // second pass: takes off what rounding left in the first
    double rest = 0;
    for (double value : values) {
      rest += value - rough;
    }
    return rough + rest / values.length;
  }

  private static double std(double[] values, double mean) {
    if (values.length < 2) {
      return Double.NaN;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
