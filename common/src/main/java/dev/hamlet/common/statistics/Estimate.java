package dev.hamlet.common.statistics;

/**
 * A mean with its spread and its confidence interval, in the unit of the values.
 *
 * @param n number of values
 * @param mean arithmetic mean; NaN if there is no value
 * @param std standard deviation with divisor n - 1; NaN if there are fewer than two values
 * @param ciLow lower bound of the interval; NaN if there are fewer than two values
 * @param ciHigh upper bound of the interval; NaN if there are fewer than two values
 * @param correlation how far the values hang together, which the interval takes into account
 */
public record Estimate(
    int n, double mean, double std, double ciLow, double ciHigh, SerialCorrelation correlation) {

  /** Of independent values. */
  public Estimate(int n, double mean, double std, double ciLow, double ciHigh) {
    this(n, mean, std, ciLow, ciHigh, SerialCorrelation.none(n));
  }

  /**
   * Mean and Student's interval of independent values: {@code mean +- t(1 - (1 - level)/2, n - 1) *
   * std / sqrt(n)}.
   *
   * @param values finite values
   * @param level confidence level between 0 and 1, for instance 0.95
   */
  public static Estimate of(double[] values, double level) {
    return of(Moments.of(values), SerialCorrelation.none(values.length), level);
  }

  /**
   * Mean and interval of trials that may hang together: {@code mean +- t(1 - (1 - level)/2, df) *
   * std / sqrt(effective n)}, both from the {@link SerialCorrelation} of the values. The interval
   * covers as its level says also where it decides when to stop.
   *
   * @param values finite values in the order of time
   * @param blocks the block (round) of each value; see {@link SerialCorrelation#of}
   * @param level confidence level between 0 and 1, for instance 0.95
   */
  public static Estimate ofSeries(double[] values, int[] blocks, double level) {
    return of(Moments.of(values), SerialCorrelation.of(values, blocks), level);
  }

  static Estimate of(Moments moments, SerialCorrelation correlation, double level) {
    int n = moments.n();
    double mean = moments.mean();
    double std = moments.std();
    double half =
        n < 2
            ? Double.NaN
            : StudentT.twoSided(level, correlation.degreesOfFreedom())
                * std
                / Math.sqrt(correlation.effectiveN());
    return new Estimate(n, mean, std, mean - half, mean + half, correlation);
  }

  /** How many independent values tell as much about the mean; n if they are independent. */
  public double effectiveN() {
    return correlation.effectiveN();
  }

  /** Degrees of freedom of the Student's t that the interval rests on. */
  public double degreesOfFreedom() {
    return correlation.degreesOfFreedom();
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
}
