package dev.hamlet.common.statistics.interval;

import java.util.Arrays;

/**
 * Distribution function of a sum of independent rectangular errors around 0.
 *
 * <p>Kept on an even grid, straight lines in between. The first rectangle is exact; each further
 * one of half-width a takes the moving average {@code (I(x + a) - I(x - a)) / 2a} of the function
 * so far, with I its integral. Widest first, so that the straight lines are averaged over many grid
 * steps. Immutable.
 */
final class RectangleSum {

  private static final int STEPS = 4_096;

  private final double reach;
  private final double step;
  private final double[] probability;

  /**
   * Of these rectangles.
   *
   * @param halfWidths above 0; at least one
   */
  RectangleSum(double[] halfWidths) {
    double[] sorted = halfWidths.clone();
    Arrays.sort(sorted);
    this.reach = Arrays.stream(sorted).sum();
    this.step = 2 * reach / STEPS;
    double[] function = rectangle(sorted[sorted.length - 1]);
    for (int i = sorted.length - 2; i >= 0; i--) {
      function = averaged(function, sorted[i]);
    }
    this.probability = function;
  }

  /** Greatest possible sum. */
  double reach() {
    return reach;
  }

  /** Probability that the sum is at most x. */
  double probability(double x) {
    return interpolated(probability, x);
  }

  private double[] rectangle(double halfWidth) {
    double[] function = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      function[i] = Math.max(0, Math.min(1, (x(i) / halfWidth + 1) / 2));
    }
    return function;
  }

  private double[] averaged(double[] function, double halfWidth) {
    double[] integral = integral(function);
    double[] averaged = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      double above = integralAt(function, integral, x(i) + halfWidth);
      double below = integralAt(function, integral, x(i) - halfWidth);
      averaged[i] = (above - below) / (2 * halfWidth);
    }
    return averaged;
  }

  private double[] integral(double[] function) {
    double[] integral = new double[STEPS + 1];
    for (int i = 1; i <= STEPS; i++) {
      integral[i] = integral[i - 1] + step * (function[i - 1] + function[i]) / 2;
    }
    return integral;
  }

  /** Integral of the straight lines up to x; the function is 0 below the grid and 1 above it. */
  private double integralAt(double[] function, double[] integral, double x) {
    if (x <= -reach) {
      return 0;
    }
    if (x >= reach) {
      return integral[STEPS] + (x - reach);
    }
    int i = index(x);
    double into = x - x(i);
    return integral[i] + into * (function[i] + interpolated(function, x)) / 2;
  }

  private double interpolated(double[] function, double x) {
    if (x <= -reach) {
      return 0;
    }
    if (x >= reach) {
      return 1;
    }
    int i = index(x);
    double share = (x - x(i)) / step;
    return function[i] + share * (function[i + 1] - function[i]);
  }

  private int index(double x) {
    return Math.min(STEPS - 1, (int) ((x + reach) / step));
  }

  private double x(int i) {
    return -reach + i * step;
  }
}
