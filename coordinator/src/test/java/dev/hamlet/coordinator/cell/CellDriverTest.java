package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.schedule.Lease;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import dev.hamlet.coordinator.store.EvaluationRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellDriverTest {

  private static final String BASE = "e-1/a/baseline";
  private static final String EIGHT = "e-1/a/eight";

  private final Bench bench = new Bench();

  @Test
  void wholeExperiment_everyCellConvergesAtMin() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");

    agent.evaluate();
    agent.runAll();

    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(verdict(EIGHT).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(BASE))
        .extracting(TrialResult::trialNumber)
        .containsExactly(1, 2, 3, 4);
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.FINISHED);
    assertThat(agent.ends).singleElement().matches(end -> !end.abort());
    assertThat(agent.acknowledged).hasSize((int) agent.lastReport());
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
    assertThat(bench.store.openLeases()).isEmpty();
  }

  @Test
  void experimentBeforeItsDevice_isLeasedWhenTheDeviceComes() {
    bench.submit("e-1", List.of("a"), "baseline");
    assertThat(bench.snapshot("e-1").waitingFor()).isEqualTo("device a is lost");

    FakeAgent agent = bench.agent("a", "s1").connect();

    assertThat(agent.grants).hasSize(1);
    assertThat(bench.snapshot("e-1").waitingFor()).isEmpty();
  }

  @Test
  void twoDevices_eachArtifactIsEvaluatedOnce() {
    FakeAgent one = bench.agent("a", "s1").connect();
    FakeAgent two = bench.agent("b", "s2").connect();
    bench.submit("e-1", List.of("a", "b"), "baseline", "eight");

    assertThat(one.lease().evaluations()).hasSize(2);
    assertThat(two.lease().evaluations()).isEmpty();
    one.evaluate();
    assertThat(bench.store.evaluations("e-1"))
        .extracting(EvaluationRecord::accuracy)
        .containsExactly(1.0, 1.0);
  }

  @Test
  void cellThatDoesNotConverge_stopsAtMax() {
    bench.measurer.latencySeconds(EIGHT, CellDriverTest::wild);
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "eight");

    agent.runAll();

    assertThat(verdict(EIGHT).state()).isEqualTo(VerdictState.NOT_CONVERGED);
    assertThat(bench.store.trials(EIGHT)).hasSize(Bench.POLICY.max());
  }

  @Test
  void convergedBaseline_goesOnWhileACellComparedToItDoes() {
    bench.measurer.latencySeconds(EIGHT, number -> number <= 4 ? wild(number) : 0.01);
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight", "other");

    agent.runAll();

    assertThat(bench.store.trials(BASE)).hasSize(Bench.POLICY.max());
    assertThat(bench.store.trials("e-1/a/other")).hasSize(Bench.POLICY.min());
    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void staleToken_isRefusedCountedAndTold() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    RoundGrant old = agent.rounds.element();
    lapse(agent);

    agent.report(agent.trial(old, BASE, 1));

    assertThat(agent.refusals).singleElement().asString().contains("no longer current");
    assertThat(bench.driver.counters().stale()).isEqualTo(1);
    assertThat(bench.store.trials(BASE)).isEmpty();
  }

  @Test
  void leaseThatIsNotRenewed_lapsesAndIsGrantedAnewUnderAGreaterToken() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();
    long token = agent.ref().fencingToken();

    lapse(agent);

    assertThat(agent.ends).singleElement().matches(end -> end.abort());
    assertThat(agent.grants).hasSize(2);
    assertThat(agent.ref().fencingToken()).isGreaterThan(token);
    assertThat(agent.rounds.element().visits()).containsExactly(new Visit(BASE, List.of(3, 4)));
    agent.runAll();
    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void heartbeats_keepALeaseForLong() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    for (int i = 0; i < 22; i++) {
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(agent.ref());
    }

    assertThat(agent.grants).hasSize(1);
    assertThat(agent.lapsed).isEmpty();
  }

  @Test
  void restartedAgent_getsANewLeaseAtOnceAndTrialsGoOn() {
    FakeAgent first = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    first.runRound();
    first.disconnect();

    FakeAgent second = bench.agent("a", "s2").connect();
    second.runAll();

    assertThat(second.ref().fencingToken()).isGreaterThan(first.ref().fencingToken());
    assertThat(bench.store.trials(BASE))
        .extracting(TrialResult::trialNumber)
        .containsExactly(1, 2, 3, 4);
    assertThat(verdict(EIGHT).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void cutLink_leaseIsKeptAndOpenRoundsAreSentAgain() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();
    agent.rounds.clear();
    agent.disconnect();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.SUSPECT);

    agent.connect(agent.ref());

    assertThat(agent.grants).hasSize(1);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RUNNING);
    assertThat(agent.rounds).extracting(RoundGrant::round).containsExactly(2);
    agent.runAll();
    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void silence_makesADeviceSuspectThenLost() {
    FakeAgent agent = bench.agent("a", "s1").connect();

    bench.pass(Duration.ofSeconds(15));
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.SUSPECT);
    bench.pass(Duration.ofSeconds(15));
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.LOST);
    agent.heartbeat();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
  }

  @Test
  void secondAgentOfOneName_isRefusedWhileTheFirstIsHeard() {
    FakeAgent first = bench.agent("a", "s1").connect();

    assertThatThrownBy(() -> bench.agent("a", "s2").connect())
        .isInstanceOfSatisfying(
            HamletException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));

    bench.pass(Duration.ofSeconds(15));
    bench.agent("a", "s2").connect();
    assertThat(first.closed()).isNotNull();
  }

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
    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
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
    bench.measurer.latencySeconds(BASE, CellDriverTest::wild);
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

  @Test
  void timeLimit_cutsOffWithASentenceAndStopsTheAgent() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    agent.runRound();

    for (int i = 0; i < 24; i++) {
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(agent.ref());
    }

    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.NOT_CONVERGED);
    assertThat(verdict(BASE).reason()).contains("time limit of 120 s after 2 trials");
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

    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.NOT_CONVERGED);
    assertThat(verdict(BASE).reason()).contains("time limit of 20 s after 2 trials");
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
    handBack(agent);

    assertThat(bench.store.openLeases()).isEmpty();
    bench.driver.resume("e-1");
    assertThat(agent.grants).hasSize(2); // it has not failed: nothing rests
    agent.runAll();
    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
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

    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(BASE))
        .extracting(TrialResult::trialNumber)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void restartedAgentThatHadWorked_isNotBlamedAndGoesOnUnderAGreaterToken() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();
    long old = agent.ref().fencingToken();
    agent.disconnect();

    FakeAgent next = bench.agent("a", "s2").connect();

    assertThat(next.ref().fencingToken()).isGreaterThan(old);
    assertThat(bench.store.attempts(BASE))
        .extracting(AttemptRecord::outcome)
        .containsExactly(AttemptOutcome.RESUMED, AttemptOutcome.OPEN);
  }

  @Test
  void cancel_endsCellsLeaseAndExperiment() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    bench.driver.cancel("e-1", "cancelled by mia");
    bench.driver.cancel("e-1", "again");

    assertThat(verdict(BASE)).isEqualTo(new Verdict(VerdictState.CANCELLED, "cancelled by mia"));
    assertThat(agent.ends).singleElement().matches(end -> end.abort());
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.CANCELLED);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
  }

  @Test
  void modelFault_failsTheCellAtOnceAndTheOthersGoOn() {
    FakeAgent agent = bench.agent("a", "s1").withFate(report -> brokenModel(report)).connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");

    agent.runAll();

    assertThat(verdict(EIGHT)).isEqualTo(new Verdict(VerdictState.FAILED, "no such signature"));
    assertThat(bench.store.trials(EIGHT))
        .extracting(TrialResult::status)
        .containsOnly(TrialStatus.FAILED);
    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void infrastructureFailures_areRetriedTwiceAndKeptAsRows() {
    FakeAgent agent =
        bench
            .agent("a", "s1")
            .withFate(report -> report.trialNumber() <= 2 ? failed(report, false) : report)
            .connect();
    bench.submit("e-1", List.of("a"), "baseline");

    agent.runAll();

    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(BASE)).hasSize(6);
  }

  @Test
  void thirdInfrastructureFailureInARow_failsTheCell() {
    FakeAgent agent = bench.agent("a", "s1").withFate(report -> failed(report, false)).connect();
    bench.submit("e-1", List.of("a"), "baseline");

    agent.runAll();

    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.FAILED);
    assertThat(verdict(BASE).reason())
        .isEqualTo("3 trials in a row could not run: no such signature");
  }

  @Test
  void tooManyInvalidTrials_cellIsUnstable() {
    FakeAgent agent =
        bench
            .agent("a", "s1")
            .withFate(
                report ->
                    report.trialNumber() % 2 == 0
                        ? with(report, TrialOutcome.INVALID, false)
                        : report)
            .connect();
    bench.submit("e-1", List.of("a"), "baseline");

    agent.runAll();

    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.FAILED);
    assertThat(verdict(BASE).reason()).startsWith("unstable");
  }

  @Test
  void roundFinishedWithoutItsTrials_leavesFailedRows() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    agent.finish(agent.rounds.remove());

    assertThat(bench.store.trials(BASE))
        .extracting(TrialResult::status)
        .containsOnly(TrialStatus.FAILED)
        .hasSize(2);
  }

  @Test
  void reportThatComesTwice_isStoredOnceAndAcknowledgedTwice() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    TrialReport report = agent.trial(agent.rounds.element(), BASE, 1);

    agent.report(report);
    agent.report(report);

    assertThat(bench.store.trials(BASE)).hasSize(1);
    assertThat(agent.acknowledged).containsExactly(1L, 2L);
  }

  @Test
  void openExperiment_holdsTheTelemetryOfItsDevices() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a", "b"), "baseline");
    assertThat(bench.log.held).containsExactlyInAnyOrder("a", "b");

    bench.driver.cancel("e-1", "enough");

    assertThat(bench.log.held).isEmpty();
    assertThat(agent.ends).hasSize(1);
  }

  @Test
  void lastReportRepeatedAfterTheLeaseEnded_isAcknowledged() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    RoundGrant first = agent.rounds.element();
    agent.runAll();

    agent.report(agent.trial(first, BASE, 1));

    assertThat(agent.refusals).isEmpty();
    assertThat(agent.acknowledged).hasSize((int) agent.lastReport());
  }

  @Test
  void trialNobodyAskedFor_isRefused() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    agent.report(agent.trial(agent.rounds.element(), BASE, 99));

    assertThat(agent.refusals).containsExactly("this trial was not granted under the lease");
  }

  @Test
  void telemetryNotDurable_reportIsAcknowledgedOnlyWhenItIs() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.log.stuck(true);
    agent.report(agent.trial(agent.rounds.element(), BASE, 1));
    assertThat(agent.acknowledged).isEmpty();

    bench.log.stuck(false);
    bench.loop.drain();

    assertThat(agent.acknowledged).containsExactly(1L);
  }

  @Test
  void telemetryThatNeverComes_makesTheTrialInvalid() {
    bench.timeLimit = null;
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.log.stuck(true);
    agent.report(agent.trial(agent.rounds.element(), BASE, 1));

    for (int i = 0; i < 24; i++) {
      assertThat(bench.store.trials(BASE)).isEmpty();
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(agent.ref());
    }

    assertThat(bench.store.trials(BASE))
        .singleElement()
        .matches(trial -> trial.status() == TrialStatus.INVALID)
        .matches(trial -> trial.reason().contains("did not come within 120 s"));
    assertThat(agent.acknowledged).containsExactly(1L);
  }

  @Test
  void leaseHandedBack_restsAndIsGrantedAgain() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    handBack(agent);
    assertThat(agent.grants).hasSize(1);
    bench.pass(LeaseBook.REST);

    assertThat(agent.grants).hasSize(2);
  }

  @Test
  void leaseHandedBackThreeTimesInVain_failsTheGroup() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    for (int i = 0; i < 3; i++) {
      handBack(agent);
      bench.pass(LeaseBook.REST);
    }

    assertThat(verdict(BASE).state()).isEqualTo(VerdictState.FAILED);
    assertThat(verdict(BASE).reason()).endsWith("no power mode MAXN");
  }

  @Test
  void secondExperiment_waitsForTheDevice() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.submit("e-2", List.of("a"), "baseline");
    assertThat(bench.snapshot("e-2").waitingFor()).isEqualTo("device a works on e-1");

    agent.runAll();

    assertThat(agent.lease().experimentId()).isEqualTo("e-2");
    agent.runAll();
    assertThat(verdict("e-2/a/baseline").state()).isEqualTo(VerdictState.CONVERGED);
  }

  /** Values whose 95 % interval is far beyond 5 % for any n up to the greatest. */
  private static double wild(int trialNumber) {
    return trialNumber % 2 == 0 ? 0.005 : 0.02;
  }

  private void handBack(FakeAgent agent) {
    bench.driver.reported(agent.session(), 1, new LeaseReturn(agent.ref(), "no power mode MAXN"));
  }

  /** Heartbeats that name no lease, until the lease has run out. */
  private void lapse(FakeAgent agent) {
    for (int i = 0; i <= Lease.DURATION.toSeconds() / 5; i++) {
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat();
    }
  }

  private static TrialReport brokenModel(TrialReport report) {
    return report.cellId().equals(EIGHT) ? failed(report, true) : report;
  }

  private static TrialReport failed(TrialReport report, boolean modelFault) {
    return with(report, TrialOutcome.FAILED, modelFault);
  }

  private static TrialReport with(TrialReport report, TrialOutcome outcome, boolean modelFault) {
    return report.ended(
        new TrialEnding(outcome, "no such signature", modelFault, false, false, ""));
  }

  private Verdict verdict(String cellId) {
    Verdict verdict = bench.cell(cellId).verdict();
    assertThat(verdict).as("verdict of %s", cellId).isNotNull();
    return verdict == null ? new Verdict(VerdictState.ABANDONED, "") : verdict;
  }
}
