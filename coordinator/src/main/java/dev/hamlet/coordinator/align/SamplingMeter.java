package dev.hamlet.coordinator.align;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.result.SamplingFigures;
import java.util.List;

/** How well a window was sampled. */
final class SamplingMeter {

  private SamplingMeter() {}

  /** Over all groups: counts are added, the slowest rate and the longest gap stand for all. */
  static SamplingFigures of(List<GroupSeries> groups, TimeInterval window) {
    long taken = 0;
    long missed = 0;
    double rateHz = Double.POSITIVE_INFINITY;
    long longestNs = 0;
    for (GroupSeries group : groups) {
      PowerSeries series = group.series();
      int from = series.indexAtOrBefore(window.startNs() - 1) + 1;
      int to = series.indexAtOrBefore(window.endNs() - 1) + 1;
      taken += to - from;
      rateHz = Math.min(rateHz, (to - from) / window.durationSeconds());
      long previousNs = window.startNs();
      for (int i = from; i <= to; i++) {
        long nextNs = i == to ? window.endNs() : series.monotonicNs()[i];
        missed += missedBetween(nextNs - previousNs, group.intervalNs());
        longestNs = Math.max(longestNs, nextNs - previousNs);
        previousNs = nextNs;
      }
    }
    return new SamplingFigures(taken, missed, rateHz, longestNs / 1e9);
  }

  /** A distance of k nominal intervals, rounded, lacks k - 1 samples. */
  private static long missedBetween(long distanceNs, double intervalNs) {
    return Math.max(0, Math.round(distanceNs / intervalNs) - 1);
  }
}
