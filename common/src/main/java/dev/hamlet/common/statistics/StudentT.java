package dev.hamlet.common.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of Student's t. */
public final class StudentT {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Below this the expansion is no good start. */
  private static final double LEAST_EXPANDED = 3;

  private static final double PRECISION = 1e-13;
  private static final int MOST_STEPS = 20;

  private StudentT() {}

  /**
   * The two-sided quantile: 12.706 for level 0.95 and one degree of freedom.
   *
   * <p>A stopping rule asks for it after every round: from three degrees of freedom on it starts at
   * the expansion of Fisher and Cornish (1960) and takes a few steps of Newton's method, which
   * takes a tenth of the time of a search.
   *
   * @param level between 0 and 1
   * @param degreesOfFreedom above 0, not necessarily whole
   */
  public static double twoSided(double level, double degreesOfFreedom) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("need 0 < level < 1, not " + level);
    }
    // of the upper tail: exact where 1 - (1 - level) / 2 would round
    double tail = (1 - level) / 2;
    if (degreesOfFreedom == 1) {
      return 1 / Math.tan(Math.PI * tail);
    }
    TDistribution student = TDistribution.of(degreesOfFreedom);
    return degreesOfFreedom < LEAST_EXPANDED
        ? student.inverseSurvivalProbability(tail)
        : refined(student, tail, expanded(degreesOfFreedom, tail));
  }

  private static double expanded(double v, double tail) {
    double z = NORMAL.inverseSurvivalProbability(tail);
    double s = z * z;
    double first = (s + 1) * z / 4;
    double second = ((5 * s + 16) * s + 3) * z / 96;
    double third = (((3 * s + 19) * s + 17) * s - 15) * z / 384;
    return z + (first + (second + third / v) / v) / v;
  }

  /** The tail is convex: from below the steps approach the quantile, from above they jump below. */
  private static double refined(TDistribution student, double tail, double start) {
    double quantile = start;
    for (int i = 0; i < MOST_STEPS; i++) {
      double step = (student.survivalProbability(quantile) - tail) / student.density(quantile);
      quantile = Math.max(0, quantile + step);
      if (Math.abs(step) <= PRECISION * quantile) {
        break;
      }
    }
    return quantile;
  }
}
