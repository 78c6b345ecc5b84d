package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.TrialResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyEndTest {

  private static final String BASE = "e-1/a/baseline";
  private final Bench bench = new Bench();

  @Test
  void timeLimit_cutsOffWithASentenceAndStopsTheAgent() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    agent.runRound();

    for (int i = 0; i < 24; i++) {
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(agent.ref());
    }

    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.NOT_CONVERGED);
    assertThat(bench.verdict(BASE).reason()).contains("time limit of 120 s after 2 trials");
    assertThat(agent.ends).singleElement().matches(end -> end.abort());
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.FINISHED);
  }

  @Test
  void cellTimeout_endsACellThatGetsNowhereAndKeepsItsNumbers() {
    bench.timeLimit = null;
    bench.cellTimeout = Duration.ofSeconds(20);
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    agent.runRound();

    for (int i = 0; i < 6; i++) {
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(agent.ref());
    }

    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.NOT_CONVERGED);
    assertThat(bench.verdict(BASE).reason()).contains("time limit of 20 s after 2 trials");
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.FINISHED);
    assertThat(bench.driver.board().find("e-1").orElseThrow().waitingFor()).isEmpty();
  }

  @Test
  void pause_letsTheRoundInHandEndAndGrantsNothing() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    bench.driver.pause("e-1", "paused by mia");
    bench.driver.pause("e-1", "paused by leo");
    assertThat(agent.ends).singleElement().matches(end -> !end.abort());
    agent.runRound();
    bench.pass(Duration.ofSeconds(2));

    assertThat(bench.store.trials(BASE)).hasSize(Bench.POLICY.visit());
    assertThat(bench.store.openLeases()).isEmpty();
    assertThat(agent.grants).hasSize(1);
    assertThat(bench.snapshot("e-1").experiment().reason()).isEqualTo("paused by mia");
  }

  @Test
  void pauseBeforeTheFirstRoundHasBegun_endsTheLeaseWithTheAgentsWord() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    bench.driver.pause("e-1", "paused by mia");
    bench.handBack(agent);

    assertThat(bench.store.openLeases()).isEmpty();
    bench.driver.resume("e-1");
    assertThat(agent.grants).hasSize(2); // it has not failed: nothing rests
    agent.runAll();
    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void pauseWhileTheLinkIsCut_endsTheLeaseWhenTheAgentComesBackWithNothingInHand() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    while (agent.rounds.size() > 1) {
      agent.runRound();
    }
    RoundGrant last = agent.rounds.remove();
    last.visits()
        .forEach(
            visit ->
                visit.trials().forEach(n -> agent.report(agent.trial(last, visit.cellId(), n))));
    LeaseRef lease = agent.ref();
    agent.disconnect();
    bench.driver.pause("e-1", "paused by mia");

    bench.agent("a", "s1").connect(lease);

    assertThat(bench.store.openLeases()).isEmpty();
  }

  @Test
  void resume_goesOnAtTheTrialWhereItWasAlsoAfterARestart() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.driver.pause("e-1", "paused by mia");
    agent.runRound();
    bench.pass(Duration.ofSeconds(2));
    bench.restart();
    FakeAgent back = bench.agent("a", "s2").connect();
    assertThat(back.grants).isEmpty();

    bench.driver.resume("e-1");
    bench.driver.resume("e-1");
    back.runAll();

    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(BASE))
        .extracting(TrialResult::trialNumber)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void cancel_endsCellsLeaseAndExperiment() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    bench.driver.cancel("e-1", "cancelled by mia");
    bench.driver.cancel("e-1", "again");

    assertThat(bench.verdict(BASE))
        .isEqualTo(new Verdict(VerdictState.CANCELLED, "cancelled by mia"));
    assertThat(agent.ends).singleElement().matches(end -> end.abort());
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.CANCELLED);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
  }
}
