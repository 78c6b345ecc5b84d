package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A real Prometheus that scrapes a coordinator; tests are skipped where it is not installed. */
final class PrometheusCheck implements AutoCloseable {

  /** The fault of an expression that succeeds. */
  static final String NO_DATA = "no data";

  private static final String RECEIVER = "--web.enable-remote-write-receiver";

  /** As deploy/prometheus has it. */
  private static final String LATE_SAMPLES = "storage: {tsdb: {out_of_order_time_window: 2h}}\n";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final HamletProcess server;
  private final String address;

  private PrometheusCheck(HamletProcess server, String address) {
    this.server = server;
    this.address = address;
  }

  /** Starts a server that scrapes and evaluates all rules once a second. */
  static PrometheusCheck scraping(String target, Path folder) throws IOException {
    return start(target, folder, Expressions.rules(), LATE_SAMPLES);
  }

  /** Starts a server that scrapes nothing and takes what is written. */
  static PrometheusCheck receiving(Path folder, boolean late) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, late ? LATE_SAMPLES : "");
    return start(config, folder, RECEIVER);
  }

  /** The same without the switch for it. */
  static PrometheusCheck deaf(Path folder) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, "");
    return start(config, folder, "--log.level=info");
  }

  /** The same with rules of a folder, and an Alertmanager to tell. */
  static PrometheusCheck alerting(String target, Path folder, Path rules, String alertmanager)
      throws IOException {
    return start(
        target,
        folder,
        rules,
        "alerting: {alertmanagers: [{static_configs: [{targets: [\"" + alertmanager + "\"]}]}]}");
  }

  private static PrometheusCheck start(String target, Path folder, Path rules, String alerting)
      throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s/*.yml"]
        %s
        scrape_configs:
          - job_name: hamlet-coordinator
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(rules, alerting, target));
    return start(config, folder, RECEIVER);
  }

  private static PrometheusCheck start(Path config, Path folder, String flag) throws IOException {
    requireInstalled("prometheus");
    String address = "127.0.0.1:" + freePort();
    HamletProcess server =
        HamletProcess.start(
            folder.resolve("prometheus.log"),
            List.of(
                "prometheus",
                "--config.file=" + config,
                "--enable-feature=exemplar-storage",
                flag,
                "--rules.alert.resend-delay=2s",
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=" + address),
            Map.of());
    return new PrometheusCheck(server, address);
  }

  /** Starts a server, unless there is none. */
  static Optional<PrometheusCheck> ifInstalled(String target, Path folder) throws IOException {
    return isInstalled("prometheus") ? Optional.of(scraping(target, folder)) : Optional.empty();
  }

  /** What promtool has to say of the exposition: nothing. */
  static void assertClean(String target) throws Exception {
    requireInstalled("promtool");
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var in = promtool.getOutputStream()) {
      in.write(get("http://" + target + "/metrics").getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(promtool.waitFor()).isZero();
  }

  /** Where samples are to be written to. */
  String writeUrl() {
    return "http://" + address + "/api/v1/write";
  }

  /** Waits until it answers. */
  PrometheusCheck awaitReady() {
    var unused =
        Eventually.get(
            30,
            () -> {
              try {
                return get("http://" + address + "/-/ready").contains("Ready") ? true : null;
              } catch (IOException starting) {
                return null;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
              }
            },
            server::output);
    return this;
  }

  /** The samples of the one series of a query with a range, at a moment: ms to value. */
  SortedMap<Long, Double> samples(String query, long atEpochMs)
      throws IOException, InterruptedException {
    JsonNode answer = ask("query?query=%s&time=%s".formatted(encoded(query), seconds(atEpochMs)));
    SortedMap<Long, Double> samples = new TreeMap<>();
    assertThat(answer.at("/data/result")).as(answer.toString()).hasSizeLessThan(2);
    for (JsonNode one : answer.at("/data/result/0/values")) {
      samples.put(
          one.path(0).decimalValue().movePointRight(3).longValueExact(),
          Double.parseDouble(one.path(1).asText()));
    }
    return samples;
  }

  /** The value of the one series of a query, at a moment; NaN if there is none. */
  double value(String query, long atEpochMs) throws IOException, InterruptedException {
    JsonNode answer = ask("query?query=%s&time=%s".formatted(encoded(query), seconds(atEpochMs)));
    JsonNode value = answer.at("/data/result/0/value/1");
    return value.isMissingNode() ? Double.NaN : Double.parseDouble(value.asText());
  }

  /** Number of points of the one series of a query over a stretch, at steps of 1 ms. */
  int pointsEachMillisecond(String query, long fromEpochMs, long toEpochMs)
      throws IOException, InterruptedException {
    JsonNode answer =
        ask(
            "query_range?query=%s&start=%s&end=%s&step=1ms"
                .formatted(encoded(query), seconds(fromEpochMs), seconds(toEpochMs)));
    return answer.at("/data/result/0/values").size();
  }

  private static String seconds(long epochMs) {
    return "%d.%03d".formatted(epochMs / 1_000, epochMs % 1_000);
  }

  /** Every query gives at least one series, soon. */
  void assertSeries(String... queries) {
    for (String query : queries) {
      var unused =
          Eventually.get(
              30, () -> result(query).isEmpty() ? null : true, () -> "no series of " + query);
    }
  }

  /** Why an expression is no good: it fails, or gives no data; empty if it is good. */
  String fault(String expression) throws InterruptedException {
    try {
      JsonNode answer = ask("query?query=" + encoded(expression));
      if (!answer.path("status").asText().equals("success")) {
        return answer.path("error").asText("no answer");
      }
      JsonNode result = answer.at("/data/result");
      return result.isEmpty() ? NO_DATA : "";
    } catch (IOException e) {
      return "no answer: " + e.getMessage();
    }
  }

  /** Values of a label of the series that a selector finds. */
  List<String> labelValues(String label, String selector) {
    return texts(answer("label/" + label + "/values?match[]=" + encoded(selector)).path("data"));
  }

  /** What a query gives, a line for each series: labels in braces by their names, and the value. */
  List<String> lines(String query) {
    List<String> lines = new ArrayList<>();
    for (JsonNode one : result(query)) {
      String labels =
          one.path("metric").properties().stream()
              .map(label -> label.getKey() + "=\"" + label.getValue().asText() + "\"")
              .collect(Collectors.joining(","));
      lines.add("{" + labels + "} " + one.path("value").path(1).asText());
    }
    return lines;
  }

  /** Rules that the server could not evaluate, with the reason; empty if it could all. */
  List<String> sickRules() throws IOException, InterruptedException {
    List<String> sick = new ArrayList<>();
    int seen = 0;
    for (JsonNode group : ask("rules").at("/data/groups")) {
      for (JsonNode rule : group.path("rules")) {
        seen++;
        if (!rule.path("health").asText().equals("ok")) {
          sick.add(rule.path("name").asText() + ": " + rule.path("lastError").asText());
        }
      }
    }
    return seen == 0 ? List.of("no rules at all") : sick;
  }

  /** Labels of all exemplars of a metric of the last hour. */
  List<JsonNode> exemplars(String metric) throws IOException, InterruptedException {
    long nowSeconds = new SystemClock().epochMs() / 1_000;
    JsonNode answer =
        ask(
            "query_exemplars?query=%s&start=%d&end=%d"
                .formatted(encoded(metric), nowSeconds - 3_600, nowSeconds + 60));
    return answer.findValues("exemplars").stream()
        .flatMap(of -> StreamSupport.stream(of.spliterator(), false))
        .map(exemplar -> exemplar.path("labels"))
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private JsonNode result(String query) {
    return answer("query?query=" + encoded(query)).at("/data/result");
  }

  private JsonNode answer(String path) {
    try {
      return ask(path);
    } catch (IOException starting) {
      return new ObjectMapper().createArrayNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    return JSON.readTree(get("http://" + address + "/api/v1/" + path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String get(String url) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  static void requireInstalled(String program) {
    assumeTrue(isInstalled(program), program + " is not installed (Debian: prometheus)");
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
