package dev.hamlet.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.metrics.Metric;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.coordinator.export.catalogue.CoordinatorMetrics;
import dev.hamlet.coordinator.export.catalogue.MetricNames;
import dev.hamlet.coordinator.export.catalogue.RemoteWriteMetrics;
import dev.hamlet.coordinator.export.catalogue.ResultMetrics;
import dev.hamlet.coordinator.export.catalogue.TelemetryMetrics;
import dev.hamlet.coordinator.export.view.DeviceView;
import dev.hamlet.coordinator.export.view.ExperimentView;
import dev.hamlet.coordinator.export.view.FleetView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsServerTest {

  /** The budget of docs/metrics.md. */
  private static final int SERIES_OF_A_DEVICE = 150;

  private static final List<String> STATES =
      List.of("available", "running", "draining", "suspect", "quarantined", "lost", "retired");

  private final ManualClock clock = new ManualClock();
  private final Path data;
  private final AtomicReference<List<DeviceView>> devices =
      new AtomicReference<>(List.of(Views.device("tx2-1", true)));
  private final AtomicReference<ExperimentView> experiment =
      new AtomicReference<>(Views.experiment("e-1", 3, 0));
  private final AtomicReference<String> notReady = new AtomicReference<>("");
  private MetricsServer server;

  MetricsServerTest(@TempDir Path data) throws IOException {
    this.data = data;
    Files.writeString(data.resolve("hamlet.db"), "12345");
    Files.createDirectories(data.resolve("artifacts"));
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
    String rail = "device=\"tx2-1\",rail=\"VDD_IN\",scope=\"supply\",simulated=\"true\"";
    assertThat(get("/metrics").body())
        .contains(
            "hamlet_device_energy_joules_total{" + rail + "} 12.5",
            "hamlet_device_power_watts{" + rail + "} 3.25",
            "hamlet_device_power_min_watts{" + rail + "} 3.0",
            "hamlet_device_clock_hertz{device=\"tx2-1\",domain=\"a57\"} 2.0352E9",
            "hamlet_device_throttled{device=\"tx2-1\",reason=\"cpu-balanced\"} 0",
            "hamlet_agent_state{device=\"tx2-1\",hamlet_agent_state=\"running\"} 1",
            "hamlet_agent_state{device=\"tx2-1\",hamlet_agent_state=\"lost\"} 0",
            "hamlet_agent_phase{device=\"tx2-1\",hamlet_agent_phase=\"burst\"} 1",
            "hamlet_agent_sample_interval_seconds_bucket{device=\"tx2-1\",group=\"power\",le=\"0.001\"} 1",
            "hamlet_device_quarantines_total{device=\"tx2-1\"} 2",
            "hamlet_device_quarantine_held_back{device=\"tx2-1\"} 1",
            "hamlet_agent_samples_dropped_total{device=\"tx2-1\",group=\"power\",reason=\"ring_full\"} 4",
            "hamlet_agent_buffer_samples{device=\"tx2-1\"} 750",
            "hamlet_agent_certificate_expiry_timestamp_seconds{device=\"tx2-1\"} 1.8E9",
            "hamlet_store_size_bytes{kind=\"store\"} 5",
            "jvm_memory_used_bytes");
  }

  @Test
  void lostDevice_keepsItsCountersAndLosesItsGauges() throws Exception {
    devices.set(List.of(Views.device("tx2-1", false)));
    assertThat(get("/metrics").body())
        .contains(
            "hamlet_device_energy_joules_total{device=\"tx2-1\"",
            "hamlet_agent_up{device=\"tx2-1\"} 0")
        .doesNotContain(
            "hamlet_device_power_watts{",
            "hamlet_device_temperature_celsius{",
            "hamlet_device_clock_hertz{",
            "hamlet_device_clock_offset_seconds{",
            "hamlet_agent_phase{",
            "hamlet_agent_buffer_batches{",
            "hamlet_agent_buffer_samples{",
            "hamlet_agent_certificate_expiry_timestamp_seconds{",
            "hamlet_agent_spool_size_bytes{",
            "hamlet_ingest_lag_seconds{");
  }

  @Test
  void retiredDevice_leavesNoSeries() throws Exception {
    devices.set(List.of());
    assertThat(get("/metrics").body()).doesNotContain("tx2-1\",rail");
  }

  @Test
  void cellWithFigures_showsMeanAndBounds() throws Exception {
    assertThat(get("/metrics").body())
        .contains(
            "hamlet_result_latency_seconds{",
            "options=\"cores=a57,input=3\"",
            "statistic=\"ci_low\"",
            "statistic=\"p95\"",
            "hamlet_result_accuracy_ratio{")
        .doesNotContain("NaN");
  }

  @Test
  void transport_isNamedWithTheEndOfItsCertificate() throws Exception {
    assertThat(get("/metrics").body())
        .contains(
            "hamlet_coordinator_transport_info{transport=\"tls\"} 1",
            "hamlet_certificate_expiry_timestamp_seconds{role=\"coordinator\"} 1.7E9",
            "hamlet_config_reload_success_timestamp_seconds 1.6E9",
            "hamlet_config_last_reload_successful 0",
            "hamlet_auth_failures_total{reason=\"untrusted_certificate\"} 3");
  }

  @Test
  void everyMetricOfAScrape_isNamedInOnePlace() throws Exception {
    Set<String> scraped = new TreeSet<>();
    Matcher types = Pattern.compile("# TYPE (hamlet_\\S+)").matcher(get("/metrics").body());
    while (types.find()) {
      scraped.add(types.group(1));
    }
    Set<String> named = new TreeSet<>();
    MetricNames.all().forEach(metric -> named.add(metric.exposedName()));
    assertThat(named).containsAll(scraped);
    named.removeAll(scraped);
    assertThat(named)
        .as("nothing happened yet that these count")
        .containsExactlyInAnyOrder(
            RemoteWriteMetrics.BATCHES.exposedName(),
            RemoteWriteMetrics.LAST_SUCCESS.exposedName(),
            CoordinatorMetrics.GRPC_HANDLED.exposedName(),
            CoordinatorMetrics.GRPC_HANDLING.exposedName(),
            CoordinatorMetrics.GRPC_STREAMS.exposedName(),
            CoordinatorMetrics.STORE_WRITE.exposedName(),
            ResultMetrics.INFERENCE_DURATION.exposedName(),
            ResultMetrics.TRIAL_ENERGY.exposedName(),
            TelemetryMetrics.COVERAGE.exposedName());
  }

  @Test
  void everyMetric_hasHelpAndItsUnitInItsName() {
    assertThat(MetricNames.all())
        .allSatisfy(
            metric -> {
              assertThat(metric.help()).as(metric.name()).endsWith(".");
              assertThat(metric.name()).startsWith("hamlet_");
              assertThat(metric.unit() == null || metric.name().endsWith("_" + metric.unit()))
                  .as(metric.name())
                  .isTrue();
            })
        .extracting(Metric::exposedName)
        .doesNotHaveDuplicates();
  }

  @Test
  void noLabel_holdsAnIdOfACellOrTrial() {
    assertThat(MetricNames.all())
        .flatExtracting(Metric::labels)
        .doesNotContain("cell", "trial", "attempt", "inference", "input");
  }

  @Test
  void metricsPage_isWhatTheListSays() throws Exception {
    Path page = Path.of("..", "docs", "metrics.md");
    String wanted = MetricsPage.render(Files.readString(page));
    if (Boolean.getBoolean("hamlet.docs.write")) {
      Files.writeString(page, wanted);
    }
    assertThat(page).as("write it anew with -Dhamlet.docs.write=true").hasContent(wanted);
  }

  @Test
  void thousandDevices_keepToTheBudgetOfSeries() throws Exception {
    long without = series();
    devices.set(IntStream.range(0, 1_000).mapToObj(i -> Views.device("d-" + i, true)).toList());
    assertThat((series() - without) / 999.0).isLessThanOrEqualTo(SERIES_OF_A_DEVICE);
  }

  @Test
  void experiment_keepsToTheBudgetOfSeries() throws Exception {
    experiment.set(Views.experiment("e-9", 140, 860));
    String body = get("/metrics").body();
    assertThat(body.lines().filter(line -> line.contains("experiment=\"e-9\"")).count())
        .isLessThanOrEqualTo(2_000);
    assertThat(body).contains("hamlet_experiment_result_cells_hidden{experiment=\"e-9\"} 860");
  }

  @Test
  void openMetricsAndGzip_areSpokenToWhoAsks() throws Exception {
    HttpResponse<String> open =
        get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
    assertThat(open.headers().firstValue("Content-Type").orElse("")).contains("openmetrics");
    assertThat(open.body()).endsWith("# EOF\n").contains("# UNIT hamlet_device_energy_joules");
    HttpRequest request =
        HttpRequest.newBuilder(uri("/metrics")).header("Accept-Encoding", "gzip").build();
    HttpResponse<byte[]> packed =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains("hamlet_agent_up{device=\"tx2-1\"} 1");
    }
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
        .hasMessageContaining("port " + server.port() + " of ")
        .hasMessageContaining("--http-port");
  }

  private MetricsServer start(int port) {
    return new MetricsServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new View(),
        STATES,
        Views.facts(data, clock),
        Map.of(),
        notReady::get);
  }

  private long series() throws Exception {
    return get("/metrics").body().lines().filter(line -> line.startsWith("hamlet_")).count();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private final class View implements FleetView {

    @Override
    public List<DeviceView> devices() {
      return Objects.requireNonNull(devices.get());
    }

    @Override
    public List<ExperimentView> experiments() {
      return List.of(Objects.requireNonNull(experiment.get()));
    }
  }
}
