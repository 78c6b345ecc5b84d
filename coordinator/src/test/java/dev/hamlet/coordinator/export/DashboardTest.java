package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.coordinator.export.catalogue.MetricNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every dashboard in {@code grafana/} keeps to. */
class DashboardTest {

  private static final Pattern METRIC = Pattern.compile("\\bhamlet_[a-z0-9_]+");

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "grafana", "dashboards"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void metricsOfADashboard_areExported(Path file) throws IOException {
    Set<String> exported = new HashSet<>();
    MetricNames.all().forEach(metric -> exported.addAll(metric.seriesNames()));
    assertThat(metricsIn(Files.readString(file))).isNotEmpty().isSubsetOf(exported);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboard_hasAStableUidAndNoPrivateDataSource(Path file) throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
    assertThat(dashboard.path("uid").asText() + ".json").isEqualTo(file.getFileName().toString());
    assertThat(dashboard.path("id").isNull()).isTrue();
    assertThat(dashboard.path("editable").asBoolean(true)).isFalse();
    assertThat(dashboard.findValuesAsText("uid"))
        .filteredOn(uid -> !uid.equals(dashboard.path("uid").asText()))
        .containsOnly("${datasource}");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanel_saysWhatItShowsAndInWhichUnit(Path file) throws IOException {
    for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
      assertThat(panel.path("title").asText()).isNotEmpty();
      assertThat(panel.path("description").asText()).as(panel.path("title").asText()).isNotEmpty();
      assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
      assertThat(panel.findValuesAsText("unit")).as(panel.path("title").asText()).isNotEmpty();
    }
  }

  private static Set<String> metricsIn(String json) {
    Set<String> names = new HashSet<>();
    Matcher matcher = METRIC.matcher(json);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
