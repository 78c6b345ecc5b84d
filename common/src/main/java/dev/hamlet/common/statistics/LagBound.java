package dev.hamlet.common.statistics;

/**
 * Correlation of successive values, and an upper bound of it.
 *
 * <p>The sample correlation r of n values lies below the true phi by about {@code (1 + 3 phi) / n}
 * (Kendall 1954, Marriott and Pope 1954) and spreads by {@code sqrt((1 - phi^2) / n)}. The bound is
 * the phi at which r would lie z standard errors below its expectation, {@code r = phi - (1 + 3
 * phi) / n - z sqrt((1 - phi^2) / n)}, solved for phi. The spread is the one at the bound: near 1
 * it is small.
 *
 * @param correlation estimate of phi, corrected for the bias
 * @param bound upper bound of phi
 */
record LagBound(double correlation, double bound) {

  /** Of values that are all the same. */
  static final LagBound NONE = new LagBound(0, 0);

  /** Standard errors between a correlation of 0 and its bound. */
  private static final double CAUTION = 0.4;

  /** The same, more for a correlation of 1. */
  private static final double MORE_CAUTION = 9;

  /** Beyond this many values the caution shrinks with the root of their number. */
  private static final double CAUTIOUS_VALUES = 25;

  /** Least correlation that is believed: effective sizes end at three times n. */
  private static final double LEAST = -0.5;

  /** Greatest correlation that is feared: the limit of what the simulation covers is 0.8. */
  private static final double GREATEST = 0.88;

  /**
   * Of a series.
   *
   * @param n number of values, above 3
   * @param r their sample correlation: sum of the products of successive distances from the mean
   *     over the sum of the squared distances
   */
  static LagBound of(int n, double r) {
    double phi = Math.max(-1, Math.min(1, (n * r + 1) / (n - 3)));
    double z =
        (CAUTION + MORE_CAUTION * Math.max(0, phi)) * Math.min(1, Math.sqrt(CAUTIOUS_VALUES / n));
    return new LagBound(phi, Math.max(LEAST, Math.min(GREATEST, solved(n, r, z))));
  }

  /** The greater root of {@code (a phi - b)^2 = w (1 - phi^2)}. */
  private static double solved(int n, double r, double z) {
    double a = 1 - 3.0 / n;
    double b = 1.0 / n + r;
    double w = z * z / n;
    return (a * b + Math.sqrt(w * Math.max(0, a * a + w - b * b))) / (a * a + w);
  }
}
