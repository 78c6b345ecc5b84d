package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;

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

  private final Fleet fleet;
  private final AlertmanagerCheck alertmanager;
  private final PrometheusCheck prometheus;

  AlertsIT(@TempDir Path folder) throws Exception {
    alertmanager = AlertmanagerCheck.start(folder);
    fleet = new Fleet(folder);
    prometheus =
        PrometheusCheck.alerting(
            fleet.http(), folder, impatientRules(folder), alertmanager.address());
  }

  @BeforeAll
  void startAgents() throws Exception {
    fleet.startAgent(STEADY);
    fleet.startAgent(SUFFERING);
    // a counter must have been seen before it can be seen to grow
    prometheus.assertSeries(
        "rate(hamlet_agent_samples_missed_total{device=\"" + SUFFERING + "\"}[20s])");
  }

  @AfterAll
  void stop() {
    prometheus.close();
    alertmanager.close();
    fleet.close();
  }

  @Test
  @Order(1)
  void boardThatStallsNowAndThen_losesSamples() throws Exception {
    fleet.signalAgent(SUFFERING, "STOP");
    alertmanager.pause(3);
    fleet.signalAgent(SUFFERING, "CONT");
    alertmanager.awaitActive("HamletSamplesDropped", SUFFERING);
    alertmanager.awaitCleared("HamletSamplesDropped", SUFFERING);
  }

  @Test
  @Order(2)
  void quarantinedBoard_raisesATicketUntilItIsReleased() throws Exception {
    fleet.run("devices", "quarantine", SUFFERING, "--reason=test");
    alertmanager.awaitActive("HamletDeviceQuarantined", SUFFERING);
    fleet.run("devices", "release", SUFFERING);
    alertmanager.awaitCleared("HamletDeviceQuarantined", SUFFERING);
  }

  @Test
  @Order(3)
  void killedAgent_raisesAndClearsItsAlert() throws Exception {
    fleet.killAgent(SUFFERING);
    alertmanager.awaitActive("HamletAgentDown", SUFFERING);
    assertThat(alertmanager.isActive("HamletAgentDown", STEADY)).isFalse();
    fleet.startAgent(SUFFERING);
    alertmanager.awaitCleared("HamletAgentDown", SUFFERING);
  }

  @Test
  @Order(4)
  void killedCoordinator_isThePageThatSilencesTheOthers() throws Exception {
    fleet.killCoordinator();
    alertmanager.awaitActive("HamletCoordinatorDown", "");
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
