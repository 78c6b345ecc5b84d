package dev.hamlet.cli.comparison;

import dev.hamlet.cli.report.ResultDocument.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Ratio of two means that were not measured side by side, with an interval.
 *
 * <p>The half-widths of both, as shares of their means, add as the root of their squares (first
 * order, independent errors), on the logarithm: {@code exp(ln(b/a) +- sqrt(ha^2 + hb^2))}.
 *
 * @param ratio second over first
 * @param ciLow lower bound
 * @param ciHigh upper bound
 */
public record RatioOfMeans(double ratio, double ciLow, double ciHigh) {

  /**
   * Of two intervals of the same level; null where a mean is missing or not above 0.
   *
   * @param sameSensor whether the limits of the sensor cancel, as they do on one device with one
   *     setting
   */
  static @Nullable RatioOfMeans of(
      @Nullable Interval first, @Nullable Interval second, boolean sameSensor) {
    if (first == null || second == null) {
      return null;
    }
    double ratio = second.meanOrNan() / first.meanOrNan();
    if (!(first.meanOrNan() > 0 && second.meanOrNan() > 0)) {
      return null;
    }
    double half = Math.hypot(halfWidth(first, sameSensor), halfWidth(second, sameSensor));
    return new RatioOfMeans(ratio, ratio * Math.exp(-half), ratio * Math.exp(half));
  }

  /** Whether its interval excludes 1. */
  public boolean different() {
    return ciLow > 1 || ciHigh < 1;
  }

  private static double halfWidth(Interval interval, boolean sameSensor) {
    return sameSensor ? interval.halfWidthRatio() : interval.totalHalfWidthRatio();
  }
}
