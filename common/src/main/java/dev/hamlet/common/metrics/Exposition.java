package dev.hamlet.common.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
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
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The figures of one scrape while they are gathered. A gauge without a value (NaN) is left out, so
 * that a panel shows a hole and not a zero. A second value for the same labels replaces the first.
 */
public final class Exposition {

  private final Map<Metric, Map<Labels, Double>> values = new LinkedHashMap<>();
  private final Map<Metric, Map<Labels, HistogramValue>> histograms = new LinkedHashMap<>();
  private final Map<Metric, Map<Labels, StateSetDataPointSnapshot>> states = new LinkedHashMap<>();

  /** A value, unless it is NaN. */
  public void put(Metric metric, double value, String... labelValues) {
    if (!Double.isNaN(value)) {
      values
          .computeIfAbsent(metric, absent -> new LinkedHashMap<>())
          .put(labels(metric, labelValues), value);
    }
  }

  /** A count; exact up to 2^53. */
  public void put(Metric metric, long count, String... labelValues) {
    put(metric, (double) count, labelValues);
  }

  /** A distribution. */
  public void put(Metric metric, HistogramValue value, String... labelValues) {
    histograms
        .computeIfAbsent(metric, absent -> new LinkedHashMap<>())
        .put(labels(metric, labelValues), value);
  }

  /** Which of the known states is the current one; none of them, if it is not among them. */
  public void state(Metric metric, List<String> known, String current, String... labelValues) {
    Labels labels = labels(metric, labelValues);
    var point = StateSetDataPointSnapshot.builder().labels(labels);
    known.forEach(state -> point.state(state, state.equals(current)));
    states.computeIfAbsent(metric, absent -> new LinkedHashMap<>()).put(labels, point.build());
  }

  /** What was gathered. */
  public MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    values.forEach((metric, points) -> all.metricSnapshot(snapshot(metric, points)));
    histograms.forEach(
        (metric, points) ->
            all.metricSnapshot(
                new HistogramSnapshot(metric.metadata(), map(points, Exposition::point))));
    states.forEach(
        (metric, points) ->
            all.metricSnapshot(new StateSetSnapshot(metric.metadata(), points.values())));
    return all.build();
  }

  private static Labels labels(Metric metric, String... values) {
    return Labels.of(metric.labels().toArray(String[]::new), values);
  }

  private static MetricSnapshot snapshot(Metric metric, Map<Labels, Double> points) {
    return switch (metric.type()) {
      case COUNTER ->
          new CounterSnapshot(
              metric.metadata(),
              map(points, (labels, v) -> new CounterDataPointSnapshot(v, labels, null, 0L)));
      case GAUGE ->
          new GaugeSnapshot(
              metric.metadata(),
              map(points, (labels, v) -> new GaugeDataPointSnapshot(v, labels, null)));
      case INFO ->
          new InfoSnapshot(
              metric.metadata(), map(points, (labels, v) -> new InfoDataPointSnapshot(labels)));
      case HISTOGRAM, STATESET ->
          throw new IllegalArgumentException(metric.name() + " is no single value");
    };
  }

  private static HistogramDataPointSnapshot point(Labels labels, HistogramValue value) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < value.counts().size(); i++) {
      boolean last = i == value.upperBounds().size();
      buckets.bucket(
          last ? Double.POSITIVE_INFINITY : value.upperBounds().get(i), value.counts().get(i));
    }
    List<Exemplar> exemplars = value.examples().stream().map(Exposition::exemplar).toList();
    return new HistogramDataPointSnapshot(
        buckets.build(), value.sum(), labels, Exemplars.of(exemplars), 0L);
  }

  private static Exemplar exemplar(HistogramValue.Example example) {
    Map<String, String> sorted = new TreeMap<>(example.labels());
    Labels labels = Labels.of(List.copyOf(sorted.keySet()), List.copyOf(sorted.values()));
    return new Exemplar(example.value(), labels, example.epochMs());
  }

  private static <V, T> Collection<T> map(Map<Labels, V> points, BiFunction<Labels, V, T> toPoint) {
    return points.entrySet().stream()
        .map(entry -> toPoint.apply(entry.getKey(), entry.getValue()))
        .toList();
  }
}
