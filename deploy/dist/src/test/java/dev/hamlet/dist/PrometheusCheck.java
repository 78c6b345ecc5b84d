package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Prometheus that scrapes a coordinator; tests are skipped where it is not installed. */
final class PrometheusCheck implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final HamletProcess server;
  private final String address;

  private PrometheusCheck(HamletProcess server, String address) {
    this.server = server;
    this.address = address;
  }

  /** Starts a server that scrapes once a second. */
  static PrometheusCheck scraping(String target, Path folder) throws IOException {
    requireInstalled("prometheus");
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: hamlet-coordinator
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(target));
    String address = "127.0.0.1:" + freePort();
    HamletProcess server =
        HamletProcess.start(
            folder.resolve("prometheus.log"),
            List.of(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=" + address),
            Map.of());
    return new PrometheusCheck(server, address);
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

  /** Every query gives at least one series, soon. */
  void assertSeries(String... queries) {
    for (String query : queries) {
      var unused =
          Eventually.get(
              30, () -> result(query).isEmpty() ? null : true, () -> "no series of " + query);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private JsonNode result(String query) {
    try {
      String url =
          "http://"
              + address
              + "/api/v1/query?query="
              + URLEncoder.encode(query, StandardCharsets.UTF_8);
      return new ObjectMapper().readTree(get(url)).at("/data/result");
    } catch (IOException starting) {
      return new ObjectMapper().createArrayNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  private static void requireInstalled(String program) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(installed, program + " is not installed (Debian: prometheus)");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
