package dev.hamlet.coordinator.align;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;
import java.util.Locale;

/**
 * Integrates a power series over windows: trapezoids between samples, with the power at the edges
 * of the window interpolated linearly between the samples on both sides.
 *
 * <pre>
 *          P1-----P2
 *         /|      | \
 *   P0   / |      |  \    P3         E = (Pa+P1)/2 (t1-a) + (P1+P2)/2 (t2-t1) + (P2+Pb)/2 (b-t2)
 *    \__Pa |      |   Pb_/
 *    t0  a t1     t2  b  t3          Pa on the line P0 P1, Pb on the line P2 P3
 * </pre>
 *
 * <p>The energy of a counter is the difference of its readings, with the counter interpolated at
 * the edges; it is never integrated.
 *
 * <p>Never across a hole: a distance of two samples beyond the greatest gap is one. Source: the
 * composite trapezoid rule; its error is at most {@code (b - a) dt^2 max|P''| / 12}.
 */
final class EnergyIntegrator {

  private static final double NS_PER_S = 1e9;

  private final PowerSeries series;
  private final long maxGapNs;

  /**
   * Over one series.
   *
   * @param maxGapNs greatest distance of successive samples that is integrated across
   */
  EnergyIntegrator(PowerSeries series, long maxGapNs) {
    this.series = series;
    this.maxGapNs = maxGapNs;
  }

  /** Energy of a window; refused if a side has no sample or a hole touches it. */
  WindowEnergy integrate(TimeInterval window) {
    long[] stamps = series.monotonicNs();
    int first = series.indexAtOrBefore(window.startNs());
    if (first < 0) {
      return new WindowEnergy.Uncovered("there is no sample before its start");
    }
    if (stamps[stamps.length - 1] < window.endNs()) {
      return new WindowEnergy.Uncovered("there is no sample after its end");
    }
    double wattNs = 0;
    for (int i = first; stamps[i] < window.endNs(); i++) {
      long gapNs = stamps[i + 1] - stamps[i];
      if (gapNs > maxGapNs) {
        return new WindowEnergy.Uncovered(hole(gapNs, stamps[i] - window.startNs()));
      }
      wattNs += wattNsBetween(i, window);
    }
    return new WindowEnergy.Covered(wattNs / NS_PER_S);
  }

  /** Energy from sample i to sample i + 1 as far as it lies in the window, in watt nanoseconds. */
  double wattNsBetween(int i, TimeInterval window) {
    return series.wattNsBetween(i, window.startNs(), window.endNs());
  }

  private String hole(long gapNs, long afterNs) {
    return String.format(
        Locale.ROOT,
        "%.1f ms without a sample, more than %.1f ms, at %.3f s of it",
        gapNs / 1e6,
        maxGapNs / 1e6,
        Math.max(0, afterNs) / NS_PER_S);
  }
}
