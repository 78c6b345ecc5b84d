package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts from the fault to Alertmanager and back: a real coordinator, twins, Prometheus and
 * Alertmanager, with the alerts of the repository. Only their patience is cut: {@code for} to 2 s
 * and the range of five minutes to 20 s.
 */
@Tag("alerts")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class AlertsIT {

  private static final String STEADY = "twin-1";
  private static final String SUFFERING = "twin-2";

  /** Measures all the time, and its twin plays a script of faults. */
  private static final String MEASURING = "twin-3";

  private static final int CYCLES = 10;
  private static final int CYCLE_S = 60;

  private final Fleet fleet;
  private final AlertmanagerCheck alertmanager;
  private final AlertHistory alerts;
  private final PrometheusCheck prometheus;
  private final Path folder;

  AlertsIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    alertmanager = AlertmanagerCheck.start(folder);
    alerts = new AlertHistory(alertmanager);
    fleet = new Fleet(folder);
    prometheus =
        PrometheusCheck.alerting(
            fleet.http(), folder, impatientRules(folder), alertmanager.address());
  }

  @BeforeAll
  void startAgents() throws Exception {
    fleet.startAgent(STEADY);
    fleet.startAgent(SUFFERING);
    fleet.startAgent(MEASURING, "--label=measures=always", "--twin-faults=" + faults());
    // a counter must have been seen before it can be seen to grow
    prometheus.assertSeries(
        "rate(hamlet_agent_samples_missed_total{device=\"" + SUFFERING + "\"}[20s])");
    var unused = fleet.submit(Path.of("src", "test", "resources", "alerts.yaml").toAbsolutePath());
  }

  @AfterAll
  void stop() {
    prometheus.close();
    alerts.close();
    alertmanager.close();
    fleet.close();
  }

  @Test
  @Order(1)
  void boardThatStalls_losesSamples() throws Exception {
    SystemClock clock = new SystemClock();
    fleet.signalAgent(SUFFERING, "STOP");
    clock.waitUntil(clock.monotonicNs() + 3_000_000_000L);
    fleet.signalAgent(SUFFERING, "CONT");
    alerts.awaitRaisedAndCleared("HamletSamplesDropped", SUFFERING);
  }

  @Test
  @Order(2)
  void quarantinedBoard_raisesATicketUntilItIsReleased() throws Exception {
    fleet.run("devices", "quarantine", SUFFERING, "--reason=test");
    alerts.awaitRaised("HamletDeviceQuarantined", SUFFERING);
    fleet.run("devices", "release", SUFFERING);
    alerts.awaitRaisedAndCleared("HamletDeviceQuarantined", SUFFERING);
  }

  @Test
  @Order(3)
  void killedAgent_raisesAndClearsItsAlert() throws Exception {
    fleet.killAgent(SUFFERING);
    alerts.awaitRaised("HamletAgentDown", SUFFERING);
    fleet.startAgent(SUFFERING);
    alerts.awaitRaisedAndCleared("HamletAgentDown", SUFFERING);
    assertThat(alerts.wasRaised("HamletAgentDown", STEADY)).isFalse();
  }

  @Test
  @Order(4)
  void boardThatThrottlesInTrials_raisesATicketUntilItIsCool() {
    alerts.awaitRaisedAndCleared("HamletDeviceThrottledDuringTrial", MEASURING);
  }

  @Test
  @Order(5)
  void powerModeThatSomebodySets_keepsTheGateShutUntilItIsBack() {
    alerts.awaitRaisedAndCleared("HamletGateStuck", MEASURING);
  }

  @Test
  @Order(6)
  void sensorThatFails_losesSamples() {
    alerts.awaitRaisedAndCleared("HamletSamplesDropped", MEASURING);
  }

  /** Its file names an address that answers 404. */
  @Test
  @Order(7)
  void prometheusThatTakesNoRawTraces_raisesATicket() throws Exception {
    String file = Files.readString(Path.of("src", "test", "resources", "short.yaml"));
    String export = "export: {remote_write: {url: \"%s/not-here\"}}\n";
    String experiment =
        fleet.submit(
            Files.writeString(
                folder.resolve("unwritten.yaml"),
                file.replace("match: {}", "match: {device: " + STEADY + "}")
                    + export.formatted(prometheus.writeUrl())));
    alerts.awaitRaised("HamletRemoteWriteRejected", "");
    fleet.run("cancel", experiment);
    alerts.awaitRaisedAndCleared("HamletRemoteWriteRejected", "");
  }

  @Test
  @Order(8)
  void killedCoordinator_isThePageThatSilencesTheOthers() throws Exception {
    fleet.killCoordinator();
    alerts.awaitRaised("HamletCoordinatorDown", "");
  }

  /** The same faults again and again: whenever the trials begin, they meet them. */
  private Path faults() throws Exception {
    StringBuilder script = new StringBuilder("faults:\n");
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      int atS = cycle * CYCLE_S;
      script
          .append("  - {kind: throttle, at: %ds, for: 8s, steps: 2}\n".formatted(atS + 12))
          .append("  - {kind: io_error, at: %ds, for: 1s}\n".formatted(atS + 22))
          .append("  - {kind: power_mode, at: %ds, for: 18s, mode: MAXQ}\n".formatted(atS + 30));
    }
    return Files.writeString(folder.resolve("faults.yaml"), script);
  }

  private static Path impatientRules(Path folder) throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    try (Stream<Path> files = Files.list(Expressions.rules())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
        Files.writeString(
            rules.resolve(file.getFileName().toString()),
            Files.readString(file)
                .replaceAll("for: \\d+m", "for: 2s")
                .replace("[5m]", "[20s]")
                .replace("interval: 15s", "interval: 1s"));
      }
    }
    return rules;
  }
}
