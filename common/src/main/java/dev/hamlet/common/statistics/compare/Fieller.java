package dev.hamlet.common.statistics.compare;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.StudentT;

/**
 * Fieller's interval of the ratio of two independent means (1954), with the degrees of freedom of
 * Welch and Satterthwaite.
 *
 * @param low lower bound; minus infinity where the denominator may be 0
 * @param high upper bound; infinity where the denominator may be 0
 * @param degreesOfFreedom of Student's t
 */
record Fieller(double low, double high, double degreesOfFreedom) {

  /**
   * The bounds are the roots in rho of {@code (a - rho b)^2 = t^2 (va + rho^2 vb)} for means a, b
   * and their variances va, vb.
   */
  static Fieller of(Estimate above, Estimate below, double level) {
    double varianceAbove = varianceOfMean(above);
    double varianceBelow = varianceOfMean(below);
    double degreesOfFreedom =
        welch(above, varianceAbove, below, varianceBelow, above.mean() / below.mean());
    double t = StudentT.twoSided(level, degreesOfFreedom);
    double a = above.mean();
    double b = below.mean();
    double square = b * b - t * t * varianceBelow;
    if (!(square > 0)) {
      return new Fieller(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, degreesOfFreedom);
    }
    double rest = a * a - t * t * varianceAbove;
    double root = Math.sqrt(Math.max(0, a * a * b * b - square * rest));
    return new Fieller((a * b - root) / square, (a * b + root) / square, degreesOfFreedom);
  }

  private static double varianceOfMean(Estimate estimate) {
    return estimate.std() * estimate.std() / estimate.effectiveN();
  }

  private static double welch(
      Estimate above, double varianceAbove, Estimate below, double varianceBelow, double ratio) {
    double first = varianceAbove;
    double second = ratio * ratio * varianceBelow;
    double sum = first + second;
    if (!(sum > 0)) {
      return Math.min(above.degreesOfFreedom(), below.degreesOfFreedom());
    }
    return sum
        * sum
        / (first * first / above.degreesOfFreedom() + second * second / below.degreesOfFreedom());
  }
}
