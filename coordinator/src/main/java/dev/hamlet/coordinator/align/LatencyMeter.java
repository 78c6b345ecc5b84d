package dev.hamlet.coordinator.align;

import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.Percentiles;
import dev.hamlet.coordinator.result.LatencyFigures;

/** Latencies of the inferences of a burst. */
final class LatencyMeter {

  private LatencyMeter() {}

  /** Figures of at least one inference; the standard deviation of a single one is NaN. */
  static LatencyFigures of(Spans spans) {
    double[] seconds = new double[spans.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = spans.durationNs(i) / 1e9;
    }
    // the level is of no consequence: the interval within a burst is not a figure
    Estimate estimate = Estimate.of(seconds, 0.95);
    Percentiles percentiles = Percentiles.of(seconds);
    return new LatencyFigures(
        spans.size(),
        estimate.mean(),
        estimate.std(),
        percentiles.at(0),
        percentiles.at(50),
        percentiles.at(95),
        percentiles.at(99),
        percentiles.at(100));
  }
}
