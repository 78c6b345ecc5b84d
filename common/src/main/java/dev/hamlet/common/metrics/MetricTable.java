package dev.hamlet.common.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Metrics as a table of a document. */
public final class MetricTable {

  private static final String HEAD =
      "| Metric | Type | Unit | Labels | Meaning |\n|---|---|---|---|---|\n";

  private MetricTable() {}

  /** In Markdown, in the order of the list. */
  public static String of(List<Metric> metrics) {
    return HEAD + metrics.stream().map(MetricTable::row).collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            metric.exposedName(),
            metric.type().name().toLowerCase(Locale.ROOT),
            metric.unit() == null ? "" : metric.unit().toString(),
            String.join(", ", metric.labels()),
            metric.help());
  }
}
