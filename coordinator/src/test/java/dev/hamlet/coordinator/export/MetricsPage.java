package dev.hamlet.coordinator.export;

import dev.hamlet.common.metrics.MetricTable;
import dev.hamlet.coordinator.export.catalogue.MetricNames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the list of metrics into docs/metrics.md, between its marks. */
final class MetricsPage {

  private static final Pattern MARKED =
      Pattern.compile("(?s)(<!-- coordinator -->\n).*?(<!-- /coordinator -->)");

  private MetricsPage() {}

  /** The page as it should be. */
  static String render(String page) {
    return MARKED
        .matcher(page)
        .replaceFirst("$1" + Matcher.quoteReplacement(MetricTable.of(MetricNames.all())) + "$2");
  }
}
