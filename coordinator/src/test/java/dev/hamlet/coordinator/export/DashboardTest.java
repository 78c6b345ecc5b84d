package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hamlet.coordinator.export.Dashboard.Query;
import dev.hamlet.coordinator.export.PromQl.Selector;
import dev.hamlet.coordinator.export.catalogue.MetricNames;
import dev.hamlet.coordinator.remote.SeriesName;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every dashboard in {@code grafana/} keeps to. */
class DashboardTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z_]\\w*)");
  private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)\\?");
  private static final Pattern LINKED_VARIABLE =
      Pattern.compile("[?&]var-(\\w+)=|\\$\\{(\\w+):queryparam}");

  /** Set by Prometheus itself, and written to it by remote write. */
  private static final Set<String> OF_OTHERS = Set.of("ALERTS", SeriesName.METRIC);

  static List<Dashboard> dashboards() throws IOException {
    return Dashboard.all();
  }

  @Test
  void dashboards_areThoseOfTheDocumentation() throws IOException {
    assertThat(dashboards())
        .extracting(Dashboard::uid)
        .containsExactlyInAnyOrder(
            "hamlet-fleet",
            "hamlet-device",
            "hamlet-experiment",
            "hamlet-compare",
            "hamlet-coordinator");
    assertThat(Files.readString(Path.of("..", "docs", "dashboards.md")))
        .contains(dashboards().stream().map(Dashboard::uid).toList());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void metricsOfADashboard_areExported(Dashboard dashboard) throws IOException {
    Set<String> exported = new HashSet<>(OF_OTHERS);
    MetricNames.all().forEach(metric -> exported.addAll(metric.seriesNames()));
    exported.addAll(ofTheProcess());
    exported.addAll(AlertLimits.recorded());
    Set<String> used = new HashSet<>();
    for (Query query : dashboard.everything()) {
      PromQl.selectors(query.text()).forEach(selector -> used.add(selector.metric()));
    }
    assertThat(used).isNotEmpty().isSubsetOf(exported);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboard_hasAStableUidAndNoPrivateDataSource(Dashboard dashboard) {
    JsonNode json = dashboard.json();
    assertThat(dashboard.file().getFileName()).hasToString(dashboard.uid() + ".json");
    assertThat(json.path("id").isNull()).isTrue();
    assertThat(json.has("__inputs")).isFalse();
    assertThat(json.path("schemaVersion").asInt()).isBetween(39, 42);
    assertThat(json.path("graphTooltip").asInt()).isEqualTo(1);
    assertThat(json.findValuesAsText("uid"))
        .filteredOn(uid -> !uid.equals(dashboard.uid()))
        .containsOnly("${datasource}");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panels_haveIdsOfTheirOwnAndDoNotOverlap(Dashboard dashboard) {
    Set<Integer> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.path("title").asText();
      assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
      for (String place : places(panel.path("gridPos"))) {
        assertThat(taken.add(place)).as("%s at %s", title, place).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void variables_ofExpressionsAreDefined(Dashboard dashboard) {
    for (Query query : dashboard.everything()) {
      assertThat(VARIABLE.matcher(query.text()).results().map(found -> found.group(1)))
          .as(query.panel())
          .allMatch(name -> name.startsWith("__") || dashboard.variableNames().contains(name));
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void links_leadToDashboardsThatKnowTheirVariables(Dashboard dashboard) throws IOException {
    JsonNode menu = dashboard.json().at("/links/0");
    assertThat(menu.path("keepTime").asBoolean() && menu.path("includeVars").asBoolean()).isTrue();
    assertThat(dashboard.json().path("tags")).hasToString(menu.path("tags").toString());
    for (String url : dashboard.json().findValuesAsText("url")) {
      if (url.contains("/d/")) {
        assertLeadsSomewhere(url, dashboard);
        assertThat(url).contains("${__url_time_range}");
      }
    }
  }

  @Test
  void exemplars_leadToTheirExperimentAtTheirTime() throws IOException {
    String source =
        Files.readString(Path.of("..", "grafana/provisioning/datasources/prometheus.yaml"));
    List<MatchResult> links = LINK.matcher(source).results().toList();
    assertThat(links).isNotEmpty();
    for (String line : source.lines().filter(line -> line.contains("/d/")).toList()) {
      assertLeadsSomewhere(line, null);
      assertThat(line).contains("$${__url_time_range}");
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void sums_addNoRailsThatOverlap(Dashboard dashboard) {
    for (Query query : dashboard.queries()) {
      for (Selector rails : ofRails(query)) {
        if (query.text().contains("sum")) {
          assertThat(rails.has("scope=\"supply\"")).as(query.text()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void annotationsThatNameAnExperiment_leadToIt(Dashboard dashboard) throws IOException {
    for (JsonNode annotation : dashboard.json().at("/annotations/list")) {
      String text = annotation.path("textFormat").asText();
      if (annotation.path("expr").asText().contains("(experiment")) {
        assertThat(text).contains("<a href=\"d/hamlet-experiment?var-experiment={{experiment}}\">");
        assertLeadsSomewhere("/" + text.substring(text.indexOf("d/")), null);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void experiments_areChosenByNameAndTheNewestIsFirst(Dashboard dashboard) {
    JsonNode variable = dashboard.variable("experiment");
    if (!variable.isMissingNode()) {
      assertThat(variable.at("/query/query").asText())
          .contains("sort_desc(", "last_progress", "name");
      assertThat(variable.path("sort").asInt(-1)).as("sorted by the query").isZero();
      assertThat(variable.path("regex").asText()).contains("(?<text>", "(?<value>");
    }
  }

  @Test
  void firingAlerts_leadToTheirRunbooks() throws IOException {
    Dashboard fleet = dashboard("hamlet-fleet");
    String base = fleet.variable("runbooks").at("/current/value").asText();
    assertThat(AlertLimits.runbooks()).containsExactly(base);
    assertThat(fleet.json().findValuesAsText("url"))
        .contains("${runbooks:raw}#${__data.fields.alertname}");
  }

  @Test
  void rawSamples_areAskedForByTheMillisecondInACollapsedRow() throws IOException {
    JsonNode device = dashboard("hamlet-device").json();
    List<JsonNode> raw = new ArrayList<>();
    for (JsonNode row : device.path("panels")) {
      if (row.path("collapsed").asBoolean()) {
        row.path("panels").forEach(raw::add);
      }
    }
    assertThat(raw)
        .singleElement()
        .satisfies(
            panel -> {
              assertThat(panel.path("interval").asText()).isEqualTo("1ms");
              assertThat(panel.path("maxDataPoints").asInt()).isEqualTo(10_000);
            });
  }

  private static Dashboard dashboard(String uid) throws IOException {
    return dashboards().stream().filter(one -> one.uid().equals(uid)).findFirst().orElseThrow();
  }

  private static List<Selector> ofRails(Query query) {
    return PromQl.selectors(query.text()).stream()
        .filter(one -> one.metric().matches("hamlet_device_(late_)?(power|energy)_(?!gap).*"))
        .toList();
  }

  private static void assertLeadsSomewhere(String url, @Nullable Dashboard from)
      throws IOException {
    String uid = LINK.matcher(url).results().findFirst().orElseThrow().group(1);
    Dashboard to = dashboard(uid);
    LINKED_VARIABLE
        .matcher(url)
        .results()
        .forEach(
            found -> {
              String name = found.group(1) == null ? found.group(2) : found.group(1);
              assertThat(to.variableNames()).as(url).contains(name);
              if (from != null && found.group(2) != null) {
                assertThat(from.variableNames()).as(url).contains(name);
              }
            });
  }

  private static List<String> places(JsonNode grid) {
    List<String> places = new ArrayList<>();
    int right = grid.path("x").asInt() + grid.path("w").asInt();
    int below = grid.path("y").asInt() + grid.path("h").asInt();
    assertThat(right).isLessThanOrEqualTo(24);
    for (int x = grid.path("x").asInt(); x < right; x++) {
      for (int y = grid.path("y").asInt(); y < below; y++) {
        places.add(x + "," + y);
      }
    }
    return places;
  }

  /** Names of what Micrometer says of the coordinator's process. */
  private static Set<String> ofTheProcess() {
    PrometheusRegistry registry = new PrometheusRegistry();
    ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    Set<String> names =
        new HashSet<>(Set.of("jvm_gc_pause_seconds_sum", "jvm_gc_pause_seconds_max"));
    ProcessMetrics metrics = new ProcessMetrics(registry, Map.of("pool", pool));
    try {
      registry.scrape().forEach(snapshot -> names.add(snapshot.getMetadata().getPrometheusName()));
    } finally {
      metrics.close();
      pool.shutdownNow();
    }
    return names;
  }
}
