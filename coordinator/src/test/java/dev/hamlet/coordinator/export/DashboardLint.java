package dev.hamlet.coordinator.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hamlet.coordinator.export.Dashboard.Query;
import dev.hamlet.coordinator.export.PromQl.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rules of Grafana's dashboard-linter, by the names it gives them, so far as they apply. Its
 * rule {@code target-promql-rule} is left to Prometheus itself.
 */
final class DashboardLint {

  private static final Pattern OF_A_VARIABLE =
      Pattern.compile("label_values\\((.+), [a-z_]+\\)|query_result\\((.+)\\)");

  /** Those of Grafana's units that our dashboards use. */
  private static final Set<String> UNITS =
      Set.of(
          "Bps",
          "amp",
          "bytes",
          "celsius",
          "cpm",
          "cps",
          "decbytes",
          "hertz",
          "joule",
          "none",
          "percentunit",
          "ppm",
          "reqps",
          "s",
          "short",
          "volt",
          "watt",
          "watth",
          "wps");

  private final Dashboard dashboard;
  private final List<Finding> findings = new ArrayList<>();

  private DashboardLint(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  /**
   * What breaks a rule.
   *
   * @param rule name of the rule
   * @param dashboard title of the dashboard
   * @param panel title of the panel; empty if it is about the whole dashboard
   * @param text what is wrong
   */
  record Finding(String rule, String dashboard, String panel, String text) {}

  /** Everything that breaks a rule. */
  static List<Finding> findings(Dashboard dashboard) {
    DashboardLint lint = new DashboardLint(dashboard);
    lint.templates();
    lint.panels();
    lint.targets();
    lint.findings.addAll(PanelRules.findings(dashboard));
    return lint.findings;
  }

  private void templates() {
    JsonNode source = dashboard.variable("datasource");
    check("template-datasource-rule", source.path("type").asText().equals("datasource"), source);
    check("template-datasource-rule", source.path("query").asText().equals("prometheus"), source);
    check("template-datasource-rule", source.path("label").asText().equals("Data source"), source);
    scrapeVariable("job", "Job");
    scrapeVariable("instance", "Instance");
    check("uneditable-dashboard", !dashboard.json().path("editable").asBoolean(true), "editable");
    for (JsonNode variable : dashboard.variables()) {
      if (variable.path("type").asText().equals("query")) {
        queryVariable(variable);
      }
    }
  }

  private void scrapeVariable(String name, String label) {
    JsonNode variable = dashboard.variable(name);
    String rule = "template-" + name + "-rule";
    check(rule, variable.path("type").asText().equals("query"), variable);
    check(rule, variable.path("label").asText().equals(label), variable);
    check(rule, variable.path("multi").asBoolean(), variable);
    check(rule, variable.path("allValue").asText().equals(".+"), variable);
  }

  private void queryVariable(JsonNode variable) {
    String query = variable.at("/query/query").asText();
    check("template-label-promql-rule", OF_A_VARIABLE.matcher(query).matches(), query);
    check("template-on-time-change-reload-rule", variable.path("refresh").asInt() == 2, variable);
    check("panel-datasource-rule", usesTheVariable(variable), variable);
  }

  private void panels() {
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.path("title").asText();
      check("panel-datasource-rule", title, usesTheVariable(panel), "datasource");
      check("panel-title-description-rule", title, !title.isEmpty(), "title");
      boolean described = !panel.path("description").asText().isEmpty();
      check("panel-title-description-rule", title, described, "description");
      String unit = panel.at("/fieldConfig/defaults/unit").asText();
      check("panel-units-rule", title, UNITS.contains(unit), "unit " + unit);
      check("panel-no-targets-rule", title, !panel.path("targets").isEmpty(), "no targets");
      panel.path("targets").forEach(target -> legend(title, panel, target));
    }
  }

  private void legend(String title, JsonNode panel, JsonNode target) {
    boolean table = target.path("format").asText().equals("table");
    boolean named = !target.path("legendFormat").asText().isEmpty();
    check("target-legend-rule", title, table || named, "series without a name");
    if (panel.path("type").asText().equals("heatmap")) {
      boolean buckets = target.path("format").asText().equals("heatmap");
      check("target-histogram-rule", title, buckets, "buckets are not read as a heatmap");
    }
  }

  private void targets() {
    for (Query query : dashboard.queries()) {
      List<String> ranges = PromQl.rateRanges(query.text());
      check(
          "target-rate-interval-rule",
          query.panel(),
          ranges.stream().allMatch("$__rate_interval"::equals),
          ranges);
      selectors("target-job-rule", query, one -> recorded(one) || one.has("job=~\"$job\""));
      selectors(
          "target-instance-rule",
          query,
          one -> recorded(one) || one.has("instance=~\"$instance\""));
      selectors(
          "target-counter-agg-rule",
          query,
          one -> one.inRate() || !one.metric().endsWith("_total"));
    }
  }

  /** Series of recording rules have the labels that their rules keep, and no scrape's. */
  private static boolean recorded(Selector selector) {
    return selector.metric().contains(":");
  }

  private void selectors(String rule, Query query, Predicate<Selector> good) {
    PromQl.selectors(query.text())
        .forEach(selector -> check(rule, query.panel(), good.test(selector), selector));
  }

  private static boolean usesTheVariable(JsonNode of) {
    return of.at("/datasource/type").asText().equals("prometheus")
        && of.at("/datasource/uid").asText().equals("${datasource}");
  }

  private void check(String rule, boolean good, Object what) {
    check(rule, "", good, what);
  }

  private void check(String rule, String panel, boolean good, Object what) {
    if (!good) {
      findings.add(new Finding(rule, dashboard.title(), panel, what.toString()));
    }
  }
}
