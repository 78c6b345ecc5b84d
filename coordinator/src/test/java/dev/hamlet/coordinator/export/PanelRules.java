package dev.hamlet.coordinator.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hamlet.common.metrics.Metric;
import dev.hamlet.coordinator.export.Dashboard.Query;
import dev.hamlet.coordinator.export.DashboardLint.Finding;
import dev.hamlet.coordinator.export.PromQl.Aggregation;
import dev.hamlet.coordinator.export.PromQl.Selector;
import dev.hamlet.coordinator.export.catalogue.MetricNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of our own, beside those of Grafana's linter: what keeps a panel from lying. */
final class PanelRules {

  private static final Pattern MATCHED =
      Pattern.compile("(\\w+)(=~|!~|=|!=)\"\\$\\{?(\\w+)(?::\\w+)?}?\"");

  /** Known without an interval, so that any difference is one. */
  private static final Set<String> EXACT =
      Set.of("hamlet_result_model_size_bytes", "hamlet_result_trials");

  private final Dashboard dashboard;
  private final List<Finding> findings = new ArrayList<>();

  private PanelRules(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  /** Everything that breaks a rule. */
  static List<Finding> findings(Dashboard dashboard) {
    PanelRules rules = new PanelRules(dashboard);
    rules.variablesAreMatchedByTheirKind();
    for (JsonNode panel : dashboard.panels()) {
      rules.aggregations(panel);
      rules.differences(panel);
      rules.sizes(panel);
      rules.thresholds(panel);
    }
    return rules.findings;
  }

  /** Grafana escapes the values of a list for a regular expression, and a single value not. */
  private void variablesAreMatchedByTheirKind() {
    for (Query query : dashboard.everything()) {
      Matcher matched = MATCHED.matcher(query.text());
      while (matched.find()) {
        JsonNode variable = dashboard.variable(matched.group(3));
        boolean plain = !variable.path("multi").asBoolean() && !isCustom(variable);
        boolean equals = !matched.group(2).endsWith("~");
        check("hamlet-variable-rule", query.panel(), plain == equals, matched.group());
      }
    }
  }

  /** Its values are regular expressions, written by hand. */
  private static boolean isCustom(JsonNode variable) {
    return variable.path("type").asText().equals("custom");
  }

  private void aggregations(JsonNode panel) {
    eachExpression(
        panel,
        expression -> {
          for (Aggregation aggregation : PromQl.aggregations(expression)) {
            for (Selector selector : PromQl.selectors(aggregation.body())) {
              metric(selector).ifPresent(of -> figure(panel, aggregation, selector, of));
            }
          }
        });
  }

  /**
   * No figure of results is made of several cells, and none of boards and twins: each label that
   * tells them apart is kept, or one value of it is asked for.
   */
  private void figure(JsonNode panel, Aggregation over, Selector of, Metric metric) {
    boolean result = metric.name().matches("hamlet_(result|inference|trial)_.*");
    for (String label : metric.labels()) {
      boolean one = over.keeps(label) || of.pins(label) || isRepeated(panel, of, label);
      if (result) {
        check("hamlet-cell-rule", title(panel), one, label + " is lost: " + of);
      } else if (label.equals("simulated")) {
        boolean device = over.keeps("device") || of.pins("device");
        check("hamlet-twin-rule", title(panel), one || device, "boards and twins: " + of);
      }
    }
  }

  private boolean isRepeated(JsonNode panel, Selector of, String label) {
    return Dashboard.repeats(dashboard, panel).stream()
        .anyMatch(variable -> of.has(label + "=~\"$" + variable + "\""));
  }

  /** Better and worse have colours only where intervals lie apart, or where there are none. */
  private void differences(JsonNode panel) {
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      String column = override.at("/matcher/options").asText();
      boolean coloured =
          override.path("properties").findValuesAsText("id").stream()
              .anyMatch(id -> id.equals("thresholds") || id.startsWith("custom.cell"));
      if (column.startsWith("Δ") && coloured) {
        for (String expression : Dashboard.column(panel, column)) {
          boolean exact =
              PromQl.selectors(expression).stream().allMatch(one -> EXACT.contains(one.metric()));
          check("hamlet-difference-rule", title(panel), exact, column);
        }
      }
    }
  }

  /** Sizes of models are told in the units of the documents: thousands of bytes. */
  private void sizes(JsonNode panel) {
    boolean ofModels =
        panel.path("targets").findValuesAsText("expr").stream()
            .anyMatch(expression -> expression.contains("hamlet_result_model_size_bytes"));
    String units = panel.path("fieldConfig").toString();
    check("hamlet-size-rule", title(panel), !ofModels || !units.contains("\"bytes\""), "bytes");
  }

  /** A colour changes where an alert fires. */
  private void thresholds(JsonNode panel) {
    JsonNode defaults = panel.at("/fieldConfig/defaults/thresholds/steps");
    eachExpression(panel, expression -> limits(panel, defaults, expression));
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      String column = override.at("/matcher/options").asText();
      for (JsonNode property : override.path("properties")) {
        if (property.path("id").asText().equals("thresholds")) {
          Dashboard.column(panel, column)
              .forEach(expression -> limits(panel, property.at("/value/steps"), expression));
        }
      }
    }
  }

  private void limits(JsonNode panel, JsonNode steps, String expression) {
    if (steps.size() < 2) {
      return;
    }
    for (Selector selector : PromQl.selectors(expression)) {
      List<Double> limits = limitsOf(selector.metric());
      List<Double> values = new ArrayList<>();
      steps.forEach(step -> values.add(step.path("value").asDouble()));
      String text = selector.metric() + ": " + limits + " is none of " + values;
      check("hamlet-threshold-rule", title(panel), values.containsAll(limits), text);
    }
  }

  private static List<Double> limitsOf(String metric) {
    try {
      return AlertLimits.of(metric);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Metric> metric(Selector selector) {
    return MetricNames.all().stream()
        .filter(metric -> metric.seriesNames().contains(selector.metric()))
        .findFirst();
  }

  private static void eachExpression(JsonNode panel, Consumer<String> what) {
    panel.path("targets").forEach(target -> what.accept(target.path("expr").asText()));
  }

  private static String title(JsonNode panel) {
    return panel.path("title").asText();
  }

  private void check(String rule, String panel, boolean good, String what) {
    if (!good) {
      findings.add(new Finding(rule, dashboard.title(), panel, what));
    }
  }
}
