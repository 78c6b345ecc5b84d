package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.TrialResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinatorRestartTest {

  private static final String BASE = "e-1/a/baseline";
  private static final String EIGHT = "e-1/a/eight";
  private final Bench bench = new Bench();

  @Test
  void restartedCoordinator_keepsLeaseAndTrialsAndFinishes() {
    FakeAgent before = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    before.runRound();

    bench.restart();
    FakeAgent after = bench.agent("a", "s1").connect(before.ref());

    assertThat(after.grants).isEmpty();
    assertThat(after.rounds).extracting(RoundGrant::round).containsExactly(2);
    after.runAll();
    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(EIGHT))
        .extracting(TrialResult::trialNumber)
        .containsExactly(1, 2, 3, 4);
    assertThat(bench.store.openLeases()).isEmpty();
  }

  @Test
  void restartedCoordinator_agentThatForgotTheLeaseGetsANewOne() {
    FakeAgent before = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    before.runRound();

    bench.restart();
    FakeAgent after = bench.agent("a", "s2").connect();

    assertThat(after.ref().fencingToken()).isGreaterThan(before.ref().fencingToken());
    after.runAll();
    assertThat(bench.store.trials(BASE)).hasSize(4);
  }

  @Test
  void restartBetweenLastTrialAndDecision_decidesBeforeItGrants() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.measurer.latencySeconds(BASE, FakeMeasurer::wild);
    agent.runAll();
    bench.restart();

    assertThat(bench.driver.board().find("e-1").orElseThrow().experiment().state())
        .isEqualTo(ExperimentState.FINISHED);
  }

  @Test
  void restartWithAFileThatIsNoLongerRead_endsThatExperimentOnly() {
    FakeAgent before = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.submit("e-2", List.of("a"), "baseline");
    bench.unreadable.add("e-1");

    bench.restart();
    FakeAgent after = bench.agent("a", "s1").connect(before.ref());

    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.FAILED);
    assertThat(after.lease().experimentId()).isEqualTo("e-2");
  }
}
