package dev.hamlet.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real Alertmanager with the repository's configuration. */
final class AlertmanagerCheck implements AutoCloseable {

  /**
   * An alert.
   *
   * @param name its name
   * @param device the device that it is about; empty if it is about none
   */
  record Alert(String name, String device) {}

  private static final String PROGRAM = "prometheus-alertmanager";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final HamletProcess server;
  private final String address;

  private AlertmanagerCheck(HamletProcess server, String address) {
    this.server = server;
    this.address = address;
  }

  /** Starts one; the test is skipped where there is none. */
  static AlertmanagerCheck start(Path folder) throws IOException {
    PrometheusCheck.requireInstalled(PROGRAM);
    String address = "127.0.0.1:" + PrometheusCheck.freePort();
    HamletProcess server =
        HamletProcess.start(
            folder.resolve("alertmanager.log"),
            List.of(
                PROGRAM,
                "--config.file=" + Expressions.rules().resolveSibling("alertmanager.yml"),
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=" + address,
                "--cluster.listen-address="),
            Map.of());
    return new AlertmanagerCheck(server, address);
  }

  String address() {
    return address;
  }

  /** Alerts that are active now; none while it is starting. */
  Set<Alert> active() throws InterruptedException {
    Set<Alert> active = new HashSet<>();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/api/v2/alerts?active=true"))
              .build();
      for (JsonNode one :
          new ObjectMapper().readTree(HTTP.send(request, BodyHandlers.ofString()).body())) {
        JsonNode labels = one.path("labels");
        active.add(new Alert(labels.path("alertname").asText(), labels.path("device").asText("")));
      }
    } catch (IOException starting) {
      return Set.of();
    }
    return active;
  }

  @Override
  public void close() {
    server.close();
  }
}
