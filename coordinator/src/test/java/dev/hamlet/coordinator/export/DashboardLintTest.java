package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.coordinator.export.Dashboard.Query;
import dev.hamlet.coordinator.export.DashboardLint.Finding;
import dev.hamlet.coordinator.export.LintExclusions.Exclusion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the dashboard linter, with the exceptions that {@code .lint} gives reasons for. */
class DashboardLintTest {

  private static final Path EXCEPTIONS = Dashboard.FOLDER.resolve(".lint");

  @Test
  void everyFinding_isAnExceptionWithAReason() throws IOException {
    List<Exclusion> exclusions = LintExclusions.read(EXCEPTIONS);
    assertThat(exclusions).allSatisfy(one -> assertThat(one.reason()).isNotEmpty());
    assertThat(findings())
        .filteredOn(finding -> exclusions.stream().noneMatch(one -> one.covers(finding)))
        .isEmpty();
  }

  @Test
  void everyException_isStillNeeded() throws IOException {
    List<Finding> findings = findings();
    assertThat(LintExclusions.read(EXCEPTIONS))
        .isNotEmpty()
        .filteredOn(one -> findings.stream().noneMatch(one::covers))
        .isEmpty();
  }

  @Test
  void emptyDashboard_isFound() throws IOException {
    String panel =
        "{\"type\": \"stat\", \"targets\": [{\"expr\": \"rate(a_total[5m]) + b_total\"}]}";
    Dashboard bad =
        new Dashboard(
            Path.of("bad.json"), new ObjectMapper().readTree("{\"panels\": [" + panel + "]}"));
    assertThat(DashboardLint.findings(bad))
        .extracting(Finding::rule)
        .contains(
            "template-datasource-rule",
            "template-job-rule",
            "template-instance-rule",
            "uneditable-dashboard",
            "panel-datasource-rule",
            "panel-title-description-rule",
            "panel-units-rule",
            "target-legend-rule",
            "target-rate-interval-rule",
            "target-job-rule",
            "target-instance-rule",
            "target-counter-agg-rule");
  }

  @Test
  void everyExpression_isPromQl(@TempDir Path folder) throws Exception {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
    assumeTrue(installed, "promtool is not installed (Debian: prometheus)");
    Path rules = folder.resolve("expressions.json");
    new ObjectMapper().writeValue(rules.toFile(), asRules());
    Process promtool =
        new ProcessBuilder("promtool", "check", "rules", rules.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
  }

  private static List<Finding> findings() throws IOException {
    return Dashboard.all().stream().flatMap(one -> DashboardLint.findings(one).stream()).toList();
  }

  /** YAML knows JSON, and promtool parses the expressions of recording rules. */
  private static Object asRules() throws IOException {
    List<Object> rules = new ArrayList<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (Query query : dashboard.queriesAndAnnotations()) {
        String text = query.text().replaceAll("\\[\\$__\\w+\\]", "[1m]");
        rules.add(Map.of("record", "expression:" + rules.size(), "expr", text));
      }
    }
    return Map.of("groups", List.of(Map.of("name", "all", "rules", rules)));
  }
}
