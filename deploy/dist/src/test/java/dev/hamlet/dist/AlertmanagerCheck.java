package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Alerts that are active now, silenced or not; none while it is starting. */
  Set<Alert> active() throws InterruptedException {
    return alerts("active=true");
  }

  /** Alerts that are active and that no other one silences. */
  Set<Alert> heard() throws InterruptedException {
    return alerts("active=true&inhibited=false");
  }

  /** Whether it answers. */
  boolean isUp() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/-/ready")).build();
      return HTTP.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException starting) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Raises alerts as Prometheus would. */
  void raise(List<Map<String, String>> alerts) throws IOException, InterruptedException {
    List<Object> body = new ArrayList<>();
    alerts.forEach(labels -> body.add(Map.of("labels", labels)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(body)))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private Set<Alert> alerts(String filter) throws InterruptedException {
    Set<Alert> alerts = new HashSet<>();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/api/v2/alerts?" + filter))
              .build();
      for (JsonNode one :
          new ObjectMapper().readTree(HTTP.send(request, BodyHandlers.ofString()).body())) {
        JsonNode labels = one.path("labels");
        alerts.add(new Alert(labels.path("alertname").asText(), labels.path("device").asText("")));
      }
    } catch (IOException starting) {
      return Set.of();
    }
    return alerts;
  }

  @Override
  public void close() {
    server.close();
  }
}
