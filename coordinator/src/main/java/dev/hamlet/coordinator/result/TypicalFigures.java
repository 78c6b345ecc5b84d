package dev.hamlet.coordinator.result;

import dev.hamlet.common.statistics.compare.Series;
import java.util.Arrays;
import java.util.List;

/**
 * What is typical of a cell's valid trials, beside their means; NaN without trials.
 *
 * @param inferences inferences of all of them
 * @param medianLatencySeconds mean of the trials' median latencies
 * @param p95LatencySeconds mean of the trials' 95th percentiles of latency
 * @param medianNetEnergyPerInferenceJoules median over the trials
 */
public record TypicalFigures(
    long inferences,
    double medianLatencySeconds,
    double p95LatencySeconds,
    double medianNetEnergyPerInferenceJoules) {

  static TypicalFigures of(CellTrials valid) {
    List<LatencyFigures> latencies = valid.latencies();
    return new TypicalFigures(
        latencies.stream().mapToLong(LatencyFigures::inferences).sum(),
        latencies.stream().mapToDouble(LatencyFigures::medianSeconds).average().orElse(Double.NaN),
        latencies.stream().mapToDouble(LatencyFigures::p95Seconds).average().orElse(Double.NaN),
        median(valid.netEnergyPerInferenceJoules()));
  }

  private static double median(Series series) {
    double[] sorted = series.values().clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
