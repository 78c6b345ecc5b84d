package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SamplingCounters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {

  private static final List<String> STATES = List.of("available", "running", "lost");

  private final AtomicReference<DeviceView> device = new AtomicReference<>(device(true, "running"));
  private final AtomicReference<String> notReady = new AtomicReference<>("");
  private MetricsServer server;

  MetricsServerTest() {
    server = start(0);
  }

  @BeforeEach
  void isUp() {
    assertThat(server.port()).isPositive();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void liveDevice_showsPowerEnergyAndState() throws Exception {
    assertThat(get("/metrics").body())
        .contains(
            "hamlet_device_energy_joules_total{device=\"tx2-1\",rail=\"VDD_IN\",scope=\"supply\",simulated=\"true\"} 12.5",
            "hamlet_device_power_watts{device=\"tx2-1\",rail=\"VDD_IN\",scope=\"supply\",simulated=\"true\"} 3.25",
            "hamlet_agent_state{device=\"tx2-1\",hamlet_agent_state=\"running\"} 1",
            "hamlet_agent_state{device=\"tx2-1\",hamlet_agent_state=\"lost\"} 0",
            "hamlet_device_quarantines_total{device=\"tx2-1\"} 2",
            "hamlet_device_quarantine_held_back{device=\"tx2-1\"} 1",
            "hamlet_device_golden_checks_total{device=\"tx2-1\",outcome=\"passed\"} 5",
            "hamlet_agent_samples_dropped_total{device=\"tx2-1\",group=\"module\",reason=\"ring_full\"} 4",
            "jvm_memory_used_bytes");
  }

  @Test
  void lostDevice_keepsItsCountersAndLosesItsGauges() throws Exception {
    device.set(device(false, "lost"));
    assertThat(get("/metrics").body())
        .contains(
            "hamlet_device_energy_joules_total{device=\"tx2-1\"",
            "hamlet_agent_up{device=\"tx2-1\"} 0")
        .doesNotContain("hamlet_device_power_watts{", "hamlet_device_temperature_celsius{");
  }

  @Test
  void cellWithFigures_showsMeanAndBounds() throws Exception {
    assertThat(get("/metrics").body())
        .contains(
            "hamlet_result_latency_seconds{",
            "statistic=\"ci_low\"",
            "hamlet_result_accuracy_ratio{")
        .doesNotContain("NaN");
  }

  @Test
  void transport_isNamedWithTheEndOfItsCertificate() throws Exception {
    assertThat(get("/metrics").body())
        .contains(
            "hamlet_coordinator_transport_info{transport=\"tls\"} 1",
            "hamlet_coordinator_certificate_expiry_timestamp_seconds 1.7E9");
  }

  @Test
  void everyMetricOfAScrape_isNamedInOnePlaceAndDocumented() throws Exception {
    Set<String> scraped = new TreeSet<>();
    Matcher types = Pattern.compile("# TYPE (hamlet_\\S+)").matcher(get("/metrics").body());
    while (types.find()) {
      scraped.add(types.group(1));
    }
    Set<String> named = new TreeSet<>(Set.of("hamlet_build_info"));
    MetricNames.all().forEach(metric -> named.add(metric.exposedName()));
    assertThat(scraped).isEqualTo(named);
  }

  @Test
  void metricsPage_isWhatTheListSays() throws Exception {
    Path page = Path.of("..", "docs", "metrics.md");
    if (Boolean.getBoolean("hamlet.docs.write")) {
      Files.writeString(page, MetricsPage.render());
    }
    assertThat(page)
        .as("write it anew with -Dhamlet.docs.write=true")
        .hasContent(MetricsPage.render());
  }

  @Test
  void notReady_saysWhy() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    notReady.set("the store is closed");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).contains("the store is closed");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void busyPort_isNamedWithItsMend() {
    assertThatThrownBy(() -> start(server.port()))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining(":" + server.port())
        .hasMessageContaining("--http-port");
  }

  private MetricsServer start(int port) {
    return new MetricsServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new View(),
        STATES,
        new ServerFacts("0.1.0", "tls", () -> OptionalLong.of(1_700_000_000_000L)),
        notReady::get);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static DeviceView device(boolean up, String state) {
    return new DeviceView(
        "tx2-1",
        "tx2",
        true,
        state,
        up,
        1.7e9,
        "0.1.0",
        "Linux",
        "17",
        "MAXN",
        Map.of("BCPU-therm", 41.5),
        0.001,
        0.0002,
        12e-6,
        3e-6,
        1,
        3,
        0.25,
        Map.of("module", new SamplingCounters(10, 8, 1, 1, 1, 0, 4)),
        List.of(new DeviceView.RailView("VDD_IN", "supply", 12.5, 0, 3.25, 4.5)));
  }

  private final class View implements FleetView {

    @Override
    public List<HealthView> health() {
      return List.of(new HealthView("tx2-1", 2, 5, 1, 0, true));
    }

    @Override
    public List<DeviceView> devices() {
      return List.of(device.get());
    }

    @Override
    public List<ExperimentView> experiments() {
      ExperimentView.Figure some = new ExperimentView.Figure(0.002, 0.0019, 0.0021);
      return List.of(
          new ExperimentView(
              "e-1",
              "running",
              Map.of("running", 1L),
              Map.of("valid", 12L),
              30,
              List.of(
                  cell("c-1", "a57", some),
                  cell("c-2", "denver", some),
                  cell("c-3", "denver", some)),
              List.of(
                  new ExperimentView.VariantView(
                      "lenet", "baseline", "tensorflow", 829948, 0.99, Double.NaN),
                  new ExperimentView.VariantView(
                      "lenet", "small", "tensorflow", 1000, 0.97, 0.96))));
    }

    @Override
    public List<IngestView> ingest() {
      return List.of(new IngestView("tx2-1", 1000, 4, 20000, 1, 0, 0.3));
    }
  }

  private static ExperimentView.CellView cell(String id, String cores, ExperimentView.Figure some) {
    return new ExperimentView.CellView(
        id,
        "tx2-1",
        "lenet",
        "baseline",
        "tensorflow",
        1,
        cores,
        "MAXN",
        true,
        some,
        some,
        2.5,
        12);
  }
}
