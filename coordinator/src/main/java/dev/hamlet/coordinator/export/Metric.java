package dev.hamlet.coordinator.export;

import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric: its name, meaning, unit and labels.
 *
 * @param name base name; a counter gets {@code _total}, an info {@code _info} in the exposition
 * @param type kind of metric
 * @param unit unit, which the name ends with; null for plain numbers
 * @param help one sentence
 * @param labels names of the labels, in order
 */
record Metric(String name, Type type, @Nullable Unit unit, String help, List<String> labels) {

  enum Type {
    COUNTER,
    GAUGE,
    STATESET,
    INFO
  }

  MetricMetadata metadata() {
    return unit == null ? new MetricMetadata(name, help) : new MetricMetadata(name, help, unit);
  }

  /** The name as Prometheus stores it. */
  String exposedName() {
    return switch (type) {
      case COUNTER -> name + "_total";
      case INFO -> name + "_info";
      case GAUGE, STATESET -> name;
    };
  }
}
