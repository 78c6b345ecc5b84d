package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hamlet.coordinator.export.catalogue.MetricNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the rules and alerts in {@code deploy/prometheus} and their runbooks keep to. */
class RulesTest {

  private static final Path PROMETHEUS = Path.of("..", "deploy", "prometheus");
  private static final Pattern METRIC = Pattern.compile("(?<![\\w:])hamlet_[a-z0-9_]+(?![\\w:])");

  @Test
  void metricsOfRules_areExported() throws IOException {
    Set<String> exported = new HashSet<>();
    MetricNames.all().forEach(metric -> exported.addAll(metric.seriesNames()));
    for (Map<String, Object> rule : rules()) {
      assertThat(metricsIn(text(rule, "expr"))).as(name(rule)).isSubsetOf(exported);
    }
  }

  @Test
  void everyAlert_saysWhatItMeansAndHasARunbook() throws IOException {
    String runbooks = Files.readString(Path.of("..", "docs", "runbooks.md"));
    for (Map<String, Object> alert : alerts()) {
      Map<String, Object> labels = map(alert, "labels");
      Map<String, Object> annotations = map(alert, "annotations");
      assertThat(labels.get("severity")).as(name(alert)).isIn("critical", "warning", "info");
      assertThat(annotations).as(name(alert)).containsKeys("summary", "description");
      assertThat(annotations)
          .containsEntry("runbook_url", "docs/runbooks.md#" + name(alert).toLowerCase(Locale.ROOT));
      assertThat(runbooks).contains("\n## " + name(alert) + "\n");
    }
  }

  @Test
  void pages_areNotAboutSingleBoards() throws IOException {
    for (Map<String, Object> alert : alerts()) {
      Map<String, Object> labels = map(alert, "labels");
      if ("critical".equals(labels.get("severity"))) {
        assertThat(labels.get("scope")).as(name(alert)).isNotIn("agent", "device");
      }
    }
  }

  @Test
  void everyAlertAndRule_hasAUnitTest() throws IOException {
    String tests = "";
    try (Stream<Path> files = Files.list(PROMETHEUS.resolve("tests"))) {
      for (Path file : files.toList()) {
        tests += Files.readString(file);
      }
    }
    for (Map<String, Object> rule : rules()) {
      assertThat(tests).contains(name(rule));
    }
  }

  @Test
  void promtool_findsNothingToSay() throws Exception {
    List<String> rules = files("rules");
    assertSilent(command("promtool", "check", "rules", "--lint=all", "--lint-fatal"), rules);
    assertSilent(command("promtool", "test", "rules"), files("tests"));
    assertSilent(
        command("promtool", "check", "config"),
        List.of(PROMETHEUS.resolve("prometheus.yml").toString()));
  }

  @Test
  void amtool_findsNothingToSay() throws Exception {
    assertSilent(
        command("amtool", "check-config"),
        List.of(PROMETHEUS.resolve("alertmanager.yml").toString()));
  }

  private static List<String> command(String... words) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, words[0])));
    assumeTrue(
        installed, words[0] + " is not installed (Debian: prometheus, prometheus-alertmanager)");
    return List.of(words);
  }

  private static void assertSilent(List<String> command, List<String> files) throws Exception {
    List<String> all = new ArrayList<>(command);
    all.addAll(files);
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).doesNotContainIgnoringCase("warn").doesNotContain("FAILED");
  }

  private static List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(PROMETHEUS.resolve(folder))) {
      return files.map(Path::toString).filter(f -> f.endsWith(".yml")).sorted().toList();
    }
  }

  private static List<Map<String, Object>> alerts() throws IOException {
    return rules().stream().filter(rule -> rule.containsKey("alert")).toList();
  }

  private static List<Map<String, Object>> rules() throws IOException {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (String file : files("rules")) {
      Object document =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(file)));
      for (Map<String, Object> group : list(document, "groups")) {
        rules.addAll(list(group, "rules"));
      }
    }
    assertThat(rules).isNotEmpty();
    return rules;
  }

  private static String name(Map<String, Object> rule) {
    return text(rule, rule.containsKey("alert") ? "alert" : "record");
  }

  private static String text(Map<String, Object> of, String key) {
    return String.valueOf(of.get(key));
  }

  @SuppressWarnings("unchecked") // the file's structure, which promtool checks too
  private static Map<String, Object> map(Map<String, Object> of, String key) {
    return (Map<String, Object>) of.getOrDefault(key, Map.of());
  }

  @SuppressWarnings("unchecked") // the file's structure, which promtool checks too
  private static List<Map<String, Object>> list(Object of, String key) {
    return (List<Map<String, Object>>) ((Map<String, Object>) of).getOrDefault(key, List.of());
  }

  private static Set<String> metricsIn(String expression) {
    Set<String> names = new HashSet<>();
    Matcher matcher = METRIC.matcher(expression);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
