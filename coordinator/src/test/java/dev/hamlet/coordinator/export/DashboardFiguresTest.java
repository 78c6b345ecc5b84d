package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/**
 * Queries of the compare page, as Grafana would send them, on made-up series with known answers:
 * two models, a chain as the baseline, boards beside twins.
 */
class DashboardFiguresTest {

  private static final String CHAIN = "prune_weights=0.8+store_bits=8";
  private static final String ENERGY = "hamlet_result_net_energy_per_inference_joules";
  private static final String LATENCIES = "hamlet_inference_duration_seconds_bucket";

  @TempDir private Path folder;

  private final List<Map<String, Object>> series = new ArrayList<>();
  private final List<Map<String, Object>> expectations = new ArrayList<>();

  @Test
  void barsOfTwoModels_standSideBySide() throws Exception {
    for (String model : List.of("large", "small")) {
      for (String variant : List.of("baseline", CHAIN)) {
        cell(ENERGY, model, variant, "ci_low", "false", model.equals("large") ? "9" : "1");
      }
    }
    expect(
        "Net energy per inference",
        0,
        "baseline",
        List.of(
            bar("large", "baseline", 9),
            bar("large", CHAIN, 9),
            bar("small", "baseline", 1),
            bar("small", CHAIN, 1)));
    assertHolds();
  }

  @Test
  void differenceToAChain_isThere() throws Exception {
    cell(ENERGY, "m", CHAIN, "mean", "false", "4");
    cell(ENERGY, "m", "baseline", "mean", "false", "6");
    expect(
        "Variants against the baseline",
        4,
        CHAIN,
        List.of(
            sample(labels("m", CHAIN, "false"), 0), sample(labels("m", "baseline", "false"), 0.5)));
    assertHolds();
  }

  @Test
  void intervals_areCalledApartOnlyWhereTheyAre() throws Exception {
    interval("baseline", "4", "5");
    interval("less", "1", "3");
    interval("more", "6", "7");
    interval("touching", "3", "4.5");
    expect(
        "Variants against the baseline",
        5,
        "baseline",
        List.of(
            sample(labels("m", "baseline", "false"), 0),
            sample(labels("m", "less", "false"), -1),
            sample(labels("m", "more", "false"), 1),
            sample(labels("m", "touching", "false"), 0)));
    assertHolds();
  }

  @Test
  void distributions_keepModelsVariantsAndTwinsApart() throws Exception {
    for (String simulated : List.of("false", "true")) {
      for (String model : List.of("large", "small")) {
        String le = model.equals("large") ? "0.1" : "0.01";
        bucket(model, simulated, le);
        bucket(model, simulated, "+Inf");
      }
    }
    expect(
        "Latency by variant, 95 %",
        0,
        "baseline",
        List.of(
            sample("{model=\"large\", variant=\"baseline\", simulated=\"false\"}", 0.095),
            sample("{model=\"small\", variant=\"baseline\", simulated=\"false\"}", 0.0095)));
    assertHolds();
  }

  private void interval(String variant, String low, String high) {
    cell(ENERGY, "m", variant, "ci_low", "false", low);
    cell(ENERGY, "m", variant, "ci_high", "false", high);
  }

  private void cell(
      String metric, String model, String variant, String statistic, String twin, String value) {
    String labels = labels(model, variant, twin).replace("}", "");
    give(
        metric
            + labels
            + ", experiment=\"e\", instance=\"i\", job=\"j\", statistic=\""
            + statistic
            + "\"}",
        value + "x20");
  }

  private void bucket(String model, String simulated, String le) {
    give(
        LATENCIES
            + "{instance=\"i\", job=\"j\", model=\"%s\", simulated=\"%s\", variant=\"baseline\", le=\"%s\"}"
                .formatted(model, simulated, le),
        "0+100x20");
  }

  private void give(String name, String values) {
    series.add(Map.of("series", name, "values", values));
  }

  private static String labels(String model, String variant, String simulated) {
    return """
        {device="d", model="%s", options="cores=a57", power_mode="MAXN", runtime="r", simulated="%s", threads="1", variant="%s"}"""
        .formatted(model, simulated, variant);
  }

  private static Map<String, Object> bar(String model, String variant, double value) {
    String name = variant + ", " + model + ", d, r, threads 1, MAXN, cores=a57";
    String labels =
        labels(model, variant, "false").replace("threads=\"1\"", "threads=\"threads 1\"");
    return sample(labels.replace("}", ", cell=\"" + name + "\"}"), value);
  }

  private static Map<String, Object> sample(String labels, double value) {
    return Map.of("labels", labels, "value", value);
  }

  private void expect(String panel, int target, String baseline, List<Map<String, Object>> samples)
      throws IOException {
    expectations.add(
        Map.of("expr", query(panel, target, baseline), "eval_time", "3m", "exp_samples", samples));
  }

  /** The query with all that can be chosen, and a baseline as Grafana puts single values in. */
  private static String query(String title, int target, String baseline) throws IOException {
    JsonNode panel =
        Dashboard.all().stream()
            .filter(one -> one.uid().equals("hamlet-compare"))
            .flatMap(one -> one.panels().stream())
            .filter(one -> one.path("title").asText().equals(title))
            .findFirst()
            .orElseThrow();
    return panel
        .path("targets")
        .path(target)
        .path("expr")
        .asText()
        .replace("$__rate_interval", "1m")
        .replace("$baseline", baseline)
        .replace("$experiment", "e")
        .replace("$source", "false")
        .replaceAll("\\$[a-z]\\w*", ".+");
  }

  private void assertHolds() throws Exception {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
    assumeTrue(installed, "promtool is not installed (Debian: prometheus)");
    Path file = folder.resolve("figures.json");
    var test = Map.of("interval", "15s", "input_series", series, "promql_expr_test", expectations);
    new ObjectMapper().writeValue(file.toFile(), Map.of("tests", List.of(test)));
    Process promtool =
        new ProcessBuilder("promtool", "test", "rules", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
  }
}
