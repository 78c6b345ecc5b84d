package dev.hamlet.common.experiment;

import java.util.Set;

/**
 * How often trials repeat and when they stop.
 *
 * @param min least number of valid trials of a cell
 * @param max greatest number of valid trials of a cell
 * @param visit trials of one cell in a row
 * @param level confidence level of the interval, for instance 0.95
 * @param width greatest width of the interval, relative to the mean
 * @param widthOf whether {@code width} means half of the interval or all of it
 * @param absoluteWidthJoules a width of the interval of net energy per inference that is narrow
 *     enough too, however small its mean; of what {@code widthOf} says; 0 for none
 * @param metrics the metrics whose interval must be narrow enough, all of them
 */
public record TrialPolicy(
    int min,
    int max,
    int visit,
    double level,
    double width,
    WidthOf widthOf,
    double absoluteWidthJoules,
    Set<StoppingMetric> metrics) {

  /** Refuses numbers that cannot stop. */
  public TrialPolicy {
    metrics = Set.copyOf(metrics);
    if (min < 2 || max < min || visit < 1) {
      throw new IllegalArgumentException(
          "need 2 <= min <= max and visit >= 1, not " + min + ", " + max + ", " + visit);
    }
    if (!(level > 0 && level < 1) || !(width > 0)) {
      throw new IllegalArgumentException(
          "need 0 < level < 1 and width > 0, not " + level + ", " + width);
    }
    if (!(absoluteWidthJoules >= 0)) {
      throw new IllegalArgumentException("need absolute width >= 0 J, not " + absoluteWidthJoules);
    }
  }

  /** Without an absolute width. */
  public TrialPolicy(
      int min,
      int max,
      int visit,
      double level,
      double width,
      WidthOf widthOf,
      Set<StoppingMetric> metrics) {
    this(min, max, visit, level, width, widthOf, 0, metrics);
  }

  /** Greatest half-width of the interval, relative to the mean. */
  public double halfWidthRatio() {
    return widthOf == WidthOf.HALF ? width : width / 2;
  }

  /** Greatest half-width of the interval of net energy per inference, in joules; 0 for none. */
  public double halfWidthJoules() {
    return widthOf == WidthOf.HALF ? absoluteWidthJoules : absoluteWidthJoules / 2;
  }

  /** What a width is the width of. */
  public enum WidthOf {
    /** Mean to bound. */
    HALF,
    /** Bound to bound. */
    FULL
  }

  /** Metrics that can stop a cell. */
  public enum StoppingMetric {
    /** Mean latency of an inference. */
    LATENCY,
    /** Net energy per inference. */
    NET_ENERGY
  }
}
