package dev.hamlet.common.statistics.interval;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.StudentT;

/**
 * The interval of a figure that holds all of its errors: random ones, which the trials show, and
 * systematic ones, which they cannot show.
 *
 * <p>The two are combined by convolution of Student's t, scaled to the random interval, with the
 * rectangles of the systematic limits (GUM Supplement 1), and not as a root of summed squares: a
 * rectangle has no tails. All distributions are symmetric, and so is the interval. Its half-width
 * is right to 0.1 %.
 *
 * @param level confidence level
 * @param low lower bound, in the unit of the figure; NaN if the random part is not known
 * @param high upper bound
 * @param randomHalfWidth half-width of the random part alone, at the same level
 * @param systematicHalfWidth half-width of the systematic part alone, at the same level; 0 if there
 *     is none
 */
public record TotalInterval(
    double level, double low, double high, double randomHalfWidth, double systematicHalfWidth) {

  /** Below this ratio of the narrower part to the wider one the narrower one is left out. */
  private static final double NEGLIGIBLE = 1e-6;

  /**
   * Of a figure.
   *
   * @param estimate the figure with its random interval
   * @param level confidence level of the estimate's interval and of the total
   * @param limits limits of the systematic errors
   */
  public static TotalInterval of(Estimate estimate, double level, SystematicLimits limits) {
    double random = estimate.halfWidth();
    if (Double.isNaN(random)) {
      return new TotalInterval(level, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] halfWidths = limits.halfWidths(estimate.mean());
    double systematic = systematic(halfWidths, level);
    double half = half(random, estimate.degreesOfFreedom(), halfWidths, systematic, level);
    return new TotalInterval(
        level, estimate.mean() - half, estimate.mean() + half, random, systematic);
  }

  /** Half of the width of the interval. */
  public double halfWidth() {
    return (high - low) / 2;
  }

  private static double half(
      double random,
      double degreesOfFreedom,
      double[] halfWidths,
      double systematic,
      double level) {
    if (systematic <= NEGLIGIBLE * random) {
      return random;
    }
    if (random <= NEGLIGIBLE * systematic) {
      return systematic;
    }
    RectangleSum rectangles = new RectangleSum(halfWidths);
    double scale = random / StudentT.twoSided(level, degreesOfFreedom);
    return new ErrorSum(scale, degreesOfFreedom, rectangles)
        .quantile((1 + level) / 2, random + rectangles.reach());
  }

  /** Quantile of the rectangles alone, by halving an interval. */
  private static double systematic(double[] halfWidths, double level) {
    if (halfWidths.length == 0) {
      return 0;
    }
    RectangleSum rectangles = new RectangleSum(halfWidths);
    double low = 0;
    double high = rectangles.reach();
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (rectangles.probability(middle) < (1 + level) / 2) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
