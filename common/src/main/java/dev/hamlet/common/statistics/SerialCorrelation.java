package dev.hamlet.common.statistics;

/**
 * How much the trials of a cell hang together: with the trial before (lag 1) and with the trials of
 * the same block (visit), and how many independent trials they are worth.
 *
 * @param n number of values
 * @param lag1 correlation of successive values, corrected for the bias of short series; NaN if it
 *     is not known
 * @param intraClass correlation of the values of one block (one-way analysis of variance); NaN if
 *     the blocks do not tell
 * @param effectiveN how many independent values tell as much about the mean, cautiously; above n
 *     where successive values alternate
 * @param degreesOfFreedom of the standard deviation of the mean
 */
public record SerialCorrelation(
    int n, double lag1, double intraClass, double effectiveN, double degreesOfFreedom) {

  /** One-sided normal quantile of 95 %. */
  private static final double CONFIDENT = 1.645;

  /**
   * Of a series.
   *
   * @param values finite values in the order of time
   * @param blocks the block of each value, in the order of the values; the values of a block stand
   *     together. Where each value is a block of its own, only the lag-1 correlation is looked at
   */
  public static SerialCorrelation of(double[] values, int[] blocks) {
    if (values.length != blocks.length) {
      throw new IllegalArgumentException(
          "%d values but blocks of %d".formatted(values.length, blocks.length));
    }
    TrialSeries series = new TrialSeries();
    for (int i = 0; i < values.length; i++) {
      series.add(values[i], blocks[i]);
    }
    return series.correlation();
  }

  /** Of values of which each is a block of its own. */
  public static SerialCorrelation of(double[] values) {
    int[] blocks = new int[values.length];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = i;
    }
    return of(values, blocks);
  }

  /** Of values that are taken as independent. */
  public static SerialCorrelation none(int n) {
    return new SerialCorrelation(n, Double.NaN, Double.NaN, n, n < 2 ? Double.NaN : n - 1.0);
  }

  /**
   * Factor by which correlation widens the variance of the mean; below 1 where values alternate.
   */
  public double inflation() {
    return n / effectiveN;
  }

  /**
   * Whether the values certainly hang together, and so much that they are worth less than half of
   * their number.
   */
  public boolean isStrong() {
    return effectiveN < n / 2.0
        && (lag1 > CONFIDENT / Math.sqrt(n) || intraClass > CONFIDENT / Math.sqrt(n));
  }
}
