package dev.hamlet.common.statistics;

/**
 * Mean and standard deviation of values, in two passes so that a large offset does not eat a small
 * spread.
 *
 * @param n number of values
 * @param mean arithmetic mean; NaN if there is no value
 * @param std standard deviation with divisor n - 1; NaN if there are fewer than two values
 */
public record Moments(int n, double mean, double std) {

  /** Of finite values. */
  public static Moments of(double[] values) {
    double mean = mean(values);
    return new Moments(values.length, mean, std(values, mean));
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
