package dev.hamlet.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Alertmanager with the repository's configuration. */
final class AlertmanagerCheck implements AutoCloseable {

  private static final String PROGRAM = "prometheus-alertmanager";
  private static final long WITHIN_S = 90;
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

  /** Waits until an alert about a device is active; about none if its name is empty. */
  void awaitActive(String alert, String device) {
    var unused =
        Eventually.get(
            WITHIN_S, () -> isActive(alert, device) ? true : null, () -> alert + " is not raised");
  }

  void awaitCleared(String alert, String device) {
    var unused =
        Eventually.get(
            WITHIN_S, () -> isActive(alert, device) ? null : true, () -> alert + " stays raised");
  }

  boolean isActive(String alert, String device) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/api/v2/alerts?active=true"))
              .build();
      JsonNode alerts =
          new ObjectMapper().readTree(HTTP.send(request, BodyHandlers.ofString()).body());
      for (JsonNode one : alerts) {
        JsonNode labels = one.path("labels");
        if (labels.path("alertname").asText().equals(alert)
            && labels.path("device").asText("").equals(device)) {
          return true;
        }
      }
      return false;
    } catch (IOException starting) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Lets time pass. */
  void pause(long seconds) throws InterruptedException {
    SystemClock clock = new SystemClock();
    clock.waitUntil(clock.monotonicNs() + seconds * 1_000_000_000);
  }

  @Override
  public void close() {
    server.close();
  }
}
