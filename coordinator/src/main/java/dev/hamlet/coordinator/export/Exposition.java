package dev.hamlet.coordinator.export;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The figures of one scrape while they are gathered. A gauge without a value (NaN) is left out, so
 * that a panel shows a hole and not a zero. A second value for the same labels replaces the first.
 */
final class Exposition {

  private final Map<Metric, Map<Labels, Double>> values = new LinkedHashMap<>();
  private final Map<Labels, StateSetDataPointSnapshot> states = new LinkedHashMap<>();

  void put(Metric metric, double value, String... labelValues) {
    if (!Double.isNaN(value)) {
      values
          .computeIfAbsent(metric, absent -> new LinkedHashMap<>())
          .put(Labels.of(metric.labels().toArray(String[]::new), labelValues), value);
    }
  }

  /** A count; exact up to 2^53. */
  void put(Metric metric, long count, String... labelValues) {
    put(metric, (double) count, labelValues);
  }

  void state(String device, List<String> known, String current) {
    Labels labels = Labels.of(MetricNames.AGENT_STATE.labels().get(0), device);
    var point = StateSetDataPointSnapshot.builder().labels(labels);
    known.forEach(state -> point.state(state, state.equals(current)));
    states.put(labels, point.build());
  }

  MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    values.forEach((metric, points) -> all.metricSnapshot(snapshot(metric, points)));
    if (!states.isEmpty()) {
      all.metricSnapshot(new StateSetSnapshot(MetricNames.AGENT_STATE.metadata(), states.values()));
    }
    return all.build();
  }

  private static MetricSnapshot snapshot(Metric metric, Map<Labels, Double> points) {
    return switch (metric.type()) {
      case COUNTER ->
          new CounterSnapshot(
              metric.metadata(),
              map(points, p -> new CounterDataPointSnapshot(p.getValue(), p.getKey(), null, 0L)));
      case GAUGE ->
          new GaugeSnapshot(
              metric.metadata(),
              map(points, p -> new GaugeDataPointSnapshot(p.getValue(), p.getKey(), null)));
      case INFO ->
          new InfoSnapshot(
              metric.metadata(), map(points, p -> new InfoDataPointSnapshot(p.getKey())));
      case STATESET ->
          throw new IllegalArgumentException(metric.name() + " has states, not values");
    };
  }

  private static <T> Collection<T> map(
      Map<Labels, Double> points, Function<Map.Entry<Labels, Double>, T> toPoint) {
    return points.entrySet().stream().map(toPoint).toList();
  }
}
