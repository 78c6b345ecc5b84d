package dev.hamlet.common.metrics;

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
 * @param labels names of the labels, in order; a state set has one more, named like itself
 */
public record Metric(
    String name, Type type, @Nullable Unit unit, String help, List<String> labels) {

  /** Power. */
  public static final Unit WATTS = new Unit("watts");

  /** Frequencies. */
  public static final Unit HERTZ = new Unit("hertz");

  /** Kinds of metric. */
  public enum Type {
    /** Only grows; starts over with its process or its store. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** How often values fell below bounds. */
    HISTOGRAM,
    /** One of several states. */
    STATESET,
    /** Always 1; its labels say something. */
    INFO
  }

  /** Copies the labels. */
  public Metric {
    labels = List.copyOf(labels);
  }

  /** A counter of things. */
  public static Metric counter(String name, String help, String... labels) {
    return new Metric(name, Type.COUNTER, null, help, List.of(labels));
  }

  /** A counter of an amount. */
  public static Metric counter(String name, Unit unit, String help, String... labels) {
    return new Metric(name, Type.COUNTER, unit, help, List.of(labels));
  }

  /** A number of things. */
  public static Metric gauge(String name, String help, String... labels) {
    return new Metric(name, Type.GAUGE, null, help, List.of(labels));
  }

  /** An amount. */
  public static Metric gauge(String name, Unit unit, String help, String... labels) {
    return new Metric(name, Type.GAUGE, unit, help, List.of(labels));
  }

  /** A distribution of an amount. */
  public static Metric histogram(String name, Unit unit, String help, String... labels) {
    return new Metric(name, Type.HISTOGRAM, unit, help, List.of(labels));
  }

  /** A state. */
  public static Metric stateSet(String name, String help, String... labels) {
    return new Metric(name, Type.STATESET, null, help, List.of(labels));
  }

  /** Facts. */
  public static Metric info(String name, String help, String... labels) {
    return new Metric(name, Type.INFO, null, help, List.of(labels));
  }

  MetricMetadata metadata() {
    return unit == null ? new MetricMetadata(name, help) : new MetricMetadata(name, help, unit);
  }

  /** The name as it stands in the exposition and in queries; a histogram's series add to it. */
  public String exposedName() {
    return switch (type) {
      case COUNTER -> name + "_total";
      case INFO -> name + "_info";
      case GAUGE, HISTOGRAM, STATESET -> name;
    };
  }

  /** Names of the series that Prometheus makes of it. */
  public List<String> seriesNames() {
    return type == Type.HISTOGRAM
        ? List.of(name + "_bucket", name + "_sum", name + "_count")
        : List.of(exposedName());
  }
}
