package dev.hamlet.common.statistics.interval;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Distribution of a random error, scale times Student's t, plus rectangular errors: {@code F(q) =
 * integral of f(z) G(q - scale z) dz} with f the density of t and G the {@link RectangleSum}.
 *
 * <p>The integral is a sum over points that lie close in the middle and far apart in the tails (z =
 * sinh y, y evenly spaced); tails beyond them are taken from the distribution of t. The quantile is
 * right to 0.1 %.
 */
final class ErrorSum {

  private static final int POINTS = 8_192;

  /** Of the quantile; far below what the sum over points leaves. */
  private static final double PRECISION = 1e-7;

  private final double scale;
  private final RectangleSum rectangles;
  private final double[] points;
  private final double[] weights;
  private final double tail;

  ErrorSum(double scale, double degreesOfFreedom, RectangleSum rectangles) {
    this.scale = scale;
    this.rectangles = rectangles;
    TDistribution student = TDistribution.of(degreesOfFreedom);
    double furthest = 100 + 4 * rectangles.reach() / scale;
    double reach = Math.log(furthest + Math.sqrt(furthest * furthest + 1));
    double step = 2 * reach / POINTS;
    points = new double[POINTS];
    weights = new double[POINTS];
    this.tail = student.survivalProbability(furthest);
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double y = -reach + (i + 0.5) * step;
      points[i] = Math.sinh(y);
      weights[i] = student.density(points[i]) * Math.cosh(y) * step;
      sum += weights[i];
    }
    for (int i = 0; i < POINTS; i++) {
      weights[i] *= (1 - 2 * tail) / sum;
    }
  }

  /** Probability that the error is at most q; q within the points. */
  double probability(double q) {
    double probability = tail;
    for (int i = 0; i < POINTS; i++) {
      probability += weights[i] * rectangles.probability(q - scale * points[i]);
    }
    return probability;
  }

  /**
   * The error that is not exceeded with that probability, by halving an interval.
   *
   * @param greatest a bound of it
   */
  double quantile(double probability, double greatest) {
    double low = 0;
    double high = greatest;
    while (high - low > PRECISION * high) {
      double middle = (low + high) / 2;
      if (probability(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
