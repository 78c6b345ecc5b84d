package dev.hamlet.common.statistics;

/**
 * What the mean of n successive values of a first-order autoregression is worth, exactly.
 *
 * <p>With the correlations {@code phi^|i - j|} as the matrix R and the centring matrix C, the mean
 * has the variance {@code V = 1'R1 / n^2} in units of the variance of one value, and the sum of the
 * squared distances from the mean has the expectation {@code tr(CR) = n (1 - V)} and the variance
 * {@code 2 tr(CRCR)}. A short, strongly correlated series spreads less than its process does
 * ({@code 1 - V}), which the factor makes good; and its spread follows chi-square with the degrees
 * of freedom that Satterthwaite (1946) gives, more of them than n over the factor.
 *
 * @param factor by how much the variance of the mean exceeds {@code s^2 / n}, with s the standard
 *     deviation of the values (divisor n - 1)
 * @param degreesOfFreedom of s
 */
record AutoregressiveMean(double factor, double degreesOfFreedom) {

  /**
   * Of a series.
   *
   * @param n at least 2
   * @param phi correlation of successive values, between -1 and 1, both excluded
   */
  static AutoregressiveMean of(int n, double phi) {
    double mean = sumOfCorrelations(n, phi) / ((double) n * n);
    double trace = n * (1 - mean);
    double traceOfSquare =
        n
            + 2 * lagged(n, phi * phi)
            - 2.0 / n * squaredRowSums(n, phi)
            + mean * mean * (double) n * n;
    return new AutoregressiveMean(
        (n - 1) * mean / (1 - mean), Math.max(1, trace * trace / traceOfSquare));
  }

  private static double sumOfCorrelations(int n, double phi) {
    return n + 2 * lagged(n, phi);
  }

  /** Sum over the lags k from 1 to n - 1 of {@code (n - k) q^k}. */
  private static double lagged(int n, double q) {
    return q * (n * (1 - q) - (1 - Math.pow(q, n))) / ((1 - q) * (1 - q));
  }

  /** {@code 1'RR1}: row i of R sums to {@code (1 + phi - phi^i - phi^(n + 1 - i)) / (1 - phi)}. */
  private static double squaredRowSums(int n, double phi) {
    double a = 1 + phi;
    double power = Math.pow(phi, n);
    double powers = phi * (1 - power) / (1 - phi);
    double squares = phi * phi * (1 - power * power) / (1 - phi * phi);
    return (n * a * a - 4 * a * powers + 2 * squares + 2 * n * power * phi)
        / ((1 - phi) * (1 - phi));
  }
}
