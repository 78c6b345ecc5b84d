package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boards that a person should look at. */
class SuspectBoardTest {

  private static final String REASON = "the gate stayed shut for 10 min: stress (pid 4711)";

  private final Bench bench = new Bench();

  @Test
  void boardWhoseGateStaysShut_isSuspectWithTheReasonUntilATrialSucceeds() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.withFate(SuspectBoardTest::shut);
    reportOne(agent);

    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.SUSPECT);
    assertThat(bench.registry.snapshots().get(0).concern()).isEqualTo(REASON);

    agent.heartbeat(agent.ref());
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.SUSPECT);

    agent.withFate(report -> report);
    agent.runRound();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RUNNING);
    assertThat(bench.registry.snapshots().get(0).concern()).isEmpty();
  }

  @Test
  void simulatedBoardThatIsSuspect_getsALeaseAfterTenSeconds() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.registry.concerning("a", REASON);
    bench.submit("e-1", List.of("a"), "baseline");
    bench.pass(Duration.ofSeconds(9));
    assertThat(agent.grants).isEmpty();

    bench.pass(Duration.ofSeconds(2));

    assertThat(agent.grants).hasSize(1);
  }

  @Test
  void suspectBoard_getsNoLeaseForTenMinutes() {
    FakeAgent agent = bench.agent("a", "s1").onRealBoard().connect();
    bench.registry.concerning("a", REASON);
    bench.submit("e-1", List.of("a"), "baseline");
    assertThat(agent.grants).isEmpty();

    for (long seconds = 0; seconds <= DeviceRegistry.CONCERN_FOR.toSeconds(); seconds += 10) {
      bench.pass(Duration.ofSeconds(10));
      agent.heartbeat();
    }

    assertThat(agent.grants).hasSize(1);
  }

  @Test
  void agentThatIsStartedAnew_isTrustedAgain() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.registry.concerning("a", REASON);
    agent.disconnect();

    bench.agent("a", "s2").connect();

    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
  }

  private static void reportOne(FakeAgent agent) {
    var round = agent.rounds.element();
    var visit = round.visits().get(0);
    agent.report(agent.trial(round, visit.cellId(), visit.trials().get(0)));
  }

  private static TrialReport shut(TrialReport report) {
    return TrialReport.unmeasured(
        report.trial(), TrialEnding.failed(REASON).onSuspectBoard(), report.sessionId());
  }
}
