package dev.hamlet.coordinator.export.catalogue;

import dev.hamlet.common.metrics.Metric;
import java.util.List;
import java.util.stream.Stream;

/**
 * All metrics of the coordinator.
 *
 * <p>Rails overlap (a supply contains components), so sums over {@code rail} are meaningless unless
 * one {@code scope} is chosen. Twins carry {@code simulated="true"}. No label holds an id of a
 * cell, a trial or an inference: those ride as exemplars.
 */
public final class MetricNames {

  private MetricNames() {}

  /** All of them, by subject. */
  public static List<Metric> all() {
    return Stream.of(
            DeviceMetrics.ALL,
            AgentMetrics.ALL,
            TelemetryMetrics.ALL,
            ExperimentMetrics.ALL,
            ResultMetrics.ALL,
            RemoteWriteMetrics.ALL,
            CoordinatorMetrics.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
