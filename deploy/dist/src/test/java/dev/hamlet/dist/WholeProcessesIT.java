package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.dist.Expressions.Expression;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.ListCellsRequest;
import dev.hamlet.proto.v1.ResultsRequest.Document;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator and two agents as processes of the operating system; one agent is killed with -9 in
 * the middle of a round and comes back. Every test asks what that left behind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeProcessesIT {

  private static final String KILLED = "twin-1";
  private static final String OTHER = "twin-2";
  private static final int TRIALS_MIN = 3;
  private static final double NS = 1e-9;

  private final Fleet fleet;
  private final Path folder;
  private final Optional<PrometheusCheck> prometheus;
  private String experiment = "";

  WholeProcessesIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.fleet = new Fleet(folder);
    this.prometheus = PrometheusCheck.ifInstalled(fleet.http(), folder);
  }

  @BeforeAll
  void killAnAgentInTheMiddleOfARound() throws Exception {
    fleet.startAgent(KILLED);
    fleet.startAgent(OTHER);
    await(30, "both agents", () -> connected() == 2);
    experiment = fleet.submit(experimentFile());
    await(90, "two trials before the kill", () -> validTrials(KILLED) >= 2);
    fleet.killAgent(KILLED);
    fleet.startAgent(KILLED);
    await(150, "the end", () -> !status().getState().equals("running"));
  }

  /** Its raw traces go to Prometheus as trials are stored, if there is one. */
  private Path experimentFile() throws Exception {
    Path plain = Path.of("src", "test", "resources", "short.yaml").toAbsolutePath();
    String export =
        prometheus
            .map(server -> "export: {remote_write: {url: \"" + server.writeUrl() + "\"}}\n")
            .orElse("");
    return Files.writeString(folder.resolve("short.yaml"), Files.readString(plain) + export);
  }

  @AfterAll
  void stop() {
    prometheus.ifPresent(PrometheusCheck::close);
    fleet.close();
  }

  @Test
  void everyCell_endsWithItsFiguresDespiteTheKill() {
    assertThat(status().getState()).isEqualTo("finished");
    assertThat(cells()).hasSize(4);
    for (CellStatus cell : cells()) {
      assertThat(cell.getState()).as(cell.getReason()).isIn("converged", "not_converged");
      assertThat(cell.getTrialsValid()).as(cell.getReason()).isGreaterThanOrEqualTo(TRIALS_MIN);
      assertThat(cell.getNetEnergyPerInferenceJoules()).isPositive();
    }
  }

  @Test
  void results_sayThatPowerIsSimulated() throws Exception {
    JsonNode cells = new ObjectMapper().readTree(document(Document.RESULTS_JSON)).path("cells");
    assertThat(cells).hasSize(4);
    assertThat(cells)
        .allSatisfy(cell -> assertThat(cell.at("/sensor/simulated").asBoolean()).isTrue());
    assertThat(trials()).allSatisfy(row -> assertThat(row).containsEntry("simulated", "true"));
  }

  @Test
  void everyTrial_isThereOnce() throws Exception {
    assertThat(trials()).hasSizeGreaterThanOrEqualTo(4 * TRIALS_MIN);
    assertThat(trials().stream().map(row -> row.get("cell_id") + "#" + row.get("trial")))
        .doesNotHaveDuplicates();
  }

  @Test
  void samples_areConservedInEverySession() throws Exception {
    try (LoggedTelemetry log = logged("samples")) {
      assertThat(log.sessions(OTHER)).hasSize(1);
      assertThat(log.sessions(KILLED)).hasSize(2);
      for (String device : List.of(KILLED, OTHER)) {
        log.sessions(device).forEach(WholeProcessesIT::assertConserved);
      }
    }
  }

  @Test
  void whatTheKilledProcessLost_isABoundedInterval() throws Exception {
    try (LoggedTelemetry log = logged("lost")) {
      List<List<SampleBatch>> lives = log.sessions(KILLED);
      List<SampleBatch> first = lives.get(0);
      SampleBatch last = first.get(first.size() - 1);
      long lostFromNs = last.monotonicNs()[last.size() - 1];
      long lostToNs = lives.get(1).get(0).monotonicNs()[0];
      assertThat((lostToNs - lostFromNs) * NS).isPositive().isLessThan(60);
    }
  }

  @Test
  void spans_areConserved() throws Exception {
    try (LoggedTelemetry log = logged("spans")) {
      for (Map<String, String> row : trials()) {
        if (row.getOrDefault("status", "").equals("valid")) {
          TrialTrace trace =
              log.trace(
                      row.getOrDefault("device", ""),
                      row.getOrDefault("cell_id", ""),
                      Integer.parseInt(row.getOrDefault("trial", "")),
                      Long.parseLong(row.getOrDefault("fencing_token", "")))
                  .orElseThrow();
          assertThat(row).containsEntry("inferences", Integer.toString(trace.inferences().size()));
        }
      }
    }
  }

  @Test
  void metrics_reachPrometheus() throws Exception {
    PrometheusCheck.assertClean(fleet.http());
    scraping()
        .assertSeries(
            "hamlet_device_power_watts{rail=\"VDD_IN\",simulated=\"true\"}",
            "hamlet_device_energy_joules_total{scope=\"supply\"}",
            "hamlet_agent_samples_total",
            "hamlet_agent_samples_missed_total",
            "hamlet_agent_samples_dropped_total{reason=\"ring_full\"}",
            "hamlet_agent_state{hamlet_agent_state=\"available\"} == 1",
            "hamlet_experiment_trials_total{result=\"valid\"} > 0",
            "hamlet_result_net_energy_per_inference_joules{statistic=\"mean\"} > 0",
            "hamlet_result_latency_seconds{statistic=\"ci_high\"} > 0",
            "hamlet_result_accuracy_ratio");
  }

  @Test
  void expressionsOfRulesAlertsAndDashboards_succeedAndGiveData() throws Exception {
    PrometheusCheck server = scraping();
    server.assertSeries(
        "device:hamlet_samples_lost:ratio5m",
        "hamlet_agent_up",
        "hamlet_experiment_info{state=\"finished\"}",
        "experiment:hamlet_cells_done:ratio == 1");
    assertThat(server.sickRules()).isEmpty();
    QuietExpressions quiet = QuietExpressions.read();
    List<String> faults = new ArrayList<>();
    for (Expression expression : expressions(server)) {
      String fault = server.fault(expression.text());
      boolean noData = fault.equals(PrometheusCheck.NO_DATA);
      boolean allowed = quiet.allows(expression, noData) && noData;
      if (!fault.isEmpty() && !allowed) {
        faults.add(expression.source() + ": " + fault + ": " + expression.text());
      }
    }
    assertThat(faults).isEmpty();
    assertThat(quiet.unneeded()).as("excuses in quiet-expressions.txt for nothing").isEmpty();
  }

  /** By the coordinator as they were stored, and once more by hand: the same samples, once. */
  @Test
  void rawTraces_areInPrometheusAsTheLogHasThem() throws Exception {
    PrometheusCheck server = scraping();
    long valid = (long) validTrials(KILLED) + validTrials(OTHER);
    server.assertSeries(
        "hamlet_remote_write_trials_total{result=\"published\"} == " + valid,
        "hamlet_remote_write_queue_trials == 0");
    long before = rawSamples(server);

    String said = fleet.tell("trace", "push", experiment, "--to=" + server.writeUrl(), "--json");
    JsonNode totals = new ObjectMapper().readTree(said.substring(said.indexOf('{')));

    assertThat(totals.path("trials").asLong()).as(said).isEqualTo(valid);
    assertThat(totals.path("samples_refused")).as(said).isEmpty();
    assertThat(totals.path("samples_written").asLong()).isEqualTo(before);
    assertThat(rawSamples(server)).isEqualTo(before);
    // burst and idle phases of each trial are 0.7 s in short.yaml; half of one rail at 1 kHz
    assertThat(before).isGreaterThan(valid * 350);

    Path file = folder.resolve("traces.om");
    fleet.run("trace", "export", experiment, "--output=" + file);
    assertThat(Files.readAllLines(file))
        .endsWith("# EOF")
        .filteredOn(line -> !line.startsWith("#"))
        .hasSize((int) before);
  }

  private static long rawSamples(PrometheusCheck server) throws Exception {
    return (long)
        server.value(
            "sum(count_over_time(hamlet_device_power_raw_watts{simulated=\"true\"}[1h]))",
            new SystemClock().epochMs() + 60_000);
  }

  @Test
  void exemplars_nameExperimentCellAndTrial() throws Exception {
    List<JsonNode> exemplars = scraping().exemplars("hamlet_inference_duration_seconds_bucket");
    assertThat(exemplars).isNotEmpty();
    assertThat(exemplars)
        .allSatisfy(
            labels -> {
              assertThat(labels.path("experiment").asText()).isEqualTo(experiment);
              assertThat(labels.path("cell").asText()).isNotEmpty();
              assertThat(labels.path("trial").asInt()).isPositive();
            });
  }

  private PrometheusCheck scraping() {
    PrometheusCheck.requireInstalled("prometheus");
    return prometheus.orElseThrow();
  }

  private static List<Expression> expressions(PrometheusCheck server) throws Exception {
    return Stream.of(
            Expressions.ofRecordingRules(),
            Expressions.selectorsOfAlerts(),
            Expressions.ofDashboards(server))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Every sample that was taken is in a batch or named as dropped. Counters are read when a batch
   * is closed, so they may run ahead of it by what was taken meanwhile: less than one more batch.
   */
  private static void assertConserved(List<SampleBatch> session) {
    SampleBatch last = session.get(session.size() - 1);
    SamplingCounters counters = last.counters();
    long batched = session.stream().mapToLong(SampleBatch::size).sum();
    assertThat(counters.taken() - counters.ringFull() - batched)
        .isBetween(0L, (long) Math.max(1, largest(session)));
    assertThat(counters.due())
        .isEqualTo(
            counters.taken() + counters.missed() + counters.sensorFailed() + counters.notReady());
  }

  private static int largest(List<SampleBatch> session) {
    return session.stream().mapToInt(SampleBatch::size).max().orElse(0);
  }

  private LoggedTelemetry logged(String copy) throws Exception {
    return new LoggedTelemetry(fleet.coordinatorState(), folder.resolve("copy-" + copy));
  }

  private List<Map<String, String>> trials() throws Exception {
    return Csv.rows(document(Document.TRIALS_CSV));
  }

  private long connected() {
    try (OperatorClient operator = fleet.operator()) {
      return operator.devices().stream()
          .filter(device -> Set.of("available", "running").contains(device.getState()))
          .count();
    }
  }

  private int validTrials(String device) {
    return cells().stream()
        .filter(cell -> cell.getDevice().equals(device))
        .mapToInt(CellStatus::getTrialsValid)
        .sum();
  }

  private void await(long seconds, String what, BooleanSupplier condition) {
    var unused =
        Eventually.get(
            seconds,
            () -> condition.getAsBoolean() ? true : null,
            () -> what + (experiment.isEmpty() ? "" : ": " + status()));
  }

  private List<CellStatus> cells() {
    List<CellStatus> cells = new ArrayList<>();
    try (OperatorClient operator = fleet.operator()) {
      operator
          .cells(ListCellsRequest.newBuilder().setExperimentId(experiment).build())
          .forEachRemaining(cells::add);
    }
    return cells;
  }

  private ExperimentStatus status() {
    try (OperatorClient operator = fleet.operator()) {
      return operator.experiment(experiment);
    }
  }

  private String document(Document document) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OperatorClient operator = fleet.operator()) {
      operator.results(experiment, document, bytes);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
