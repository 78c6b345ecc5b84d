package dev.hamlet.common.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of Student's t. */
public final class StudentT {

  private StudentT() {}

  /**
   * The two-sided quantile: 12.706 for level 0.95 and one degree of freedom.
   *
   * @param level between 0 and 1
   * @param degreesOfFreedom above 0, not necessarily whole
   */
  public static double twoSided(double level, double degreesOfFreedom) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("need 0 < level < 1, not " + level);
    }
    // of the upper tail: exact where 1 - (1 - level) / 2 would round
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - level) / 2);
  }
}
