package dev.hamlet.coordinator.export;

import java.util.Locale;
import java.util.stream.Collectors;

/** Renders docs/metrics.md from the list of metrics. */
final class MetricsPage {

  private static final String HEAD =
      """
      # Metrics

      What the coordinator exports on `/metrics`. This page is generated from `MetricNames` and tested against it.

      * Rails overlap: a `supply` contains `component`s. Choose one `scope` before you sum over `rail`.
      * Twins carry `simulated="true"`: leave them out of a fleet's sum with `simulated="false"`.
      * Gauges of a device that is not connected are absent, not zero. Its counters stay.
      * Beside these stand Micrometer's `jvm_*`, `process_*` and `system_*` of the coordinator's own process, and
        `hamlet_build_info{version}`.

      | Metric | Type | Labels | Meaning |
      |---|---|---|---|
      """;

  private MetricsPage() {}

  static String render() {
    return HEAD + MetricNames.all().stream().map(MetricsPage::row).collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            metric.exposedName(),
            metric.type().name().toLowerCase(Locale.ROOT),
            String.join(", ", metric.labels()),
            metric.help());
  }
}
