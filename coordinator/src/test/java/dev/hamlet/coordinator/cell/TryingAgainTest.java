package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.cell.progress.Retried;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.RetryCause;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import dev.hamlet.coordinator.store.FreshStart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What repeats what, and what a person has tried again. */
class TryingAgainTest {

  private static final String BASE = "e-1/a/baseline";
  private static final String EIGHT = "e-1/a/eight";

  private final Bench bench = new Bench();

  @Test
  void invalidTrial_isRepeatedByTheFirstThatIsGrantedAfterIt() {
    FakeAgent agent = agent(report -> report.trialNumber() == 2, TrialOutcome.INVALID);
    bench.submit("e-1", List.of("a"), "baseline");

    agent.runAll();

    assertThat(bench.cell(BASE).trialsValid()).isGreaterThanOrEqualTo(Bench.POLICY.min());
    assertThat(retries(BASE)).isEqualTo(Map.of(5, new TrialRetry(2, RetryCause.INVALID)));
  }

  @Test
  void trialGrantedBeforeAFailureWasKnown_repeatsNothing() {
    FakeAgent agent = agent(report -> report.trialNumber() <= 2, TrialOutcome.FAILED);
    bench.submit("e-1", List.of("a"), "baseline");

    agent.runAll();

    assertThat(retries(BASE))
        .as("5 and 6 are granted when 1 has failed and 2 is in hand")
        .isEqualTo(Map.of(5, new TrialRetry(1, RetryCause.FAILED)));
  }

  @Test
  void trialInHandWhenTheLeaseLapsed_isRepeatedUnderItsNumber() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();

    bench.lapse(agent);
    agent.runAll();

    assertThat(retries(BASE)).isEqualTo(Map.of(3, new TrialRetry(3, RetryCause.LOST)));
  }

  /** As one that a store restored from before it does not know. */
  @Test
  void trialThatIsRefused_isRepeatedUnderItsNumber() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    RoundGrant old = agent.rounds.element();
    bench.lapse(agent);

    agent.report(agent.trial(old, BASE, 1));
    agent.report(agent.trial(old, BASE, 2));
    agent.runAll();

    assertThat(retries(BASE))
        .isEqualTo(
            Map.of(1, new TrialRetry(1, RetryCause.LOST), 2, new TrialRetry(2, RetryCause.LOST)));
  }

  @Test
  void roundThatRepeats_isKnownToTheNextLifeOfTheCoordinator() {
    FakeAgent agent = agent(report -> report.trialNumber() == 2, TrialOutcome.INVALID);
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();
    agent.runRound();
    assertThat(agent.rounds).hasSize(1);

    bench.restart();
    FakeAgent back = bench.agent("a", "s1").connect(agent.ref());
    back.runAll();

    assertThat(retries(BASE)).isEqualTo(Map.of(5, new TrialRetry(2, RetryCause.INVALID)));
  }

  @Test
  void failedCells_areTriedAgainAndFinishedOnesStay() {
    FakeAgent agent = agent(report -> report.cellId().equals(EIGHT), TrialOutcome.FAILED);
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    agent.runAll();
    assertThat(state(BASE)).isEqualTo(VerdictState.CONVERGED);
    assertThat(state(EIGHT)).isEqualTo(VerdictState.FAILED);
    assertThat(attempts(EIGHT)).containsExactly(AttemptOutcome.INFRASTRUCTURE);
    List<TrialResult> before = bench.store.trials(BASE);

    agent.withFate(UnaryOperator.identity());
    Retried retried = bench.driver.retry("e-1");
    agent.runAll();

    assertThat(retried).isEqualTo(new Retried(1, ""));
    assertThat(state(EIGHT)).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(BASE)).isEqualTo(before);
    assertThat(attempts(EIGHT))
        .containsExactly(AttemptOutcome.INFRASTRUCTURE, AttemptOutcome.FINISHED);
    assertThat(bench.cell(EIGHT).trialsFailed()).isEqualTo(3);
    assertThat(retries(EIGHT)).containsEntry(4, new TrialRetry(1, RetryCause.FAILED));
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.FINISHED);
  }

  @Test
  void secondRetry_changesNothing() {
    FakeAgent agent = agent(report -> true, TrialOutcome.FAILED);
    bench.submit("e-1", List.of("a"), "eight");
    agent.runAll();
    bench.driver.retry("e-1");
    int grants = agent.grants.size();

    assertThat(bench.driver.retry("e-1").cells()).isZero();

    assertThat(agent.grants).hasSize(grants);
    assertThat(bench.snapshot("e-1").experiment().state()).isEqualTo(ExperimentState.RUNNING);
  }

  @Test
  void retryOfARunningExperiment_letsTheRoundInHandEndAndLeasesAllCellsThen() {
    FakeAgent agent = agent(report -> report.cellId().equals(EIGHT), TrialOutcome.FAILED);
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    agent.runRound();
    agent.runRound();
    bench.measurer.latencySeconds(BASE, number -> 0.01 * (1 + number % 2));
    assertThat(state(EIGHT)).isEqualTo(VerdictState.FAILED);
    assertThat(bench.cell(BASE).state()).isEqualTo(CellState.ENDED);

    bench.driver.retry("e-1");

    assertThat(agent.lease().cells()).extracting(it -> it.cellId()).containsExactly(EIGHT);
  }

  @Test
  void coordinatorKilledRightAfterARetry_restoresTheLeaseAndMeasuresBothCellsOnce() {
    FakeAgent agent = failedEightWhileTheBaselineGoesOn();
    bench.driver.retry("e-1");

    bench.restart();
    FakeAgent back = bench.agent("a", "s1").connect(agent.ref());
    back.grants.add(agent.lease());
    back.rounds.addAll(agent.rounds); // what it had in hand when the stream broke
    back.runAll();

    bothAreMeasuredOnce();
  }

  @Test
  void coordinatorKilledRightAfterARetryWhileTheAgentIsAway_theLeaseLapses() {
    FakeAgent agent = failedEightWhileTheBaselineGoesOn();
    agent.disconnect();
    bench.driver.retry("e-1");

    bench.restart();
    bench.pass(Duration.ofSeconds(61));
    assertThat(bench.store.openLeases()).isEmpty();
    FakeAgent back = bench.agent("a", "s1").connect(agent.ref());
    back.report(agent.trial(agent.rounds.element(), BASE, 5)); // of the lease that is over
    assertThat(back.refusals).isNotEmpty();
    back.runAll();

    bothAreMeasuredOnce();
  }

  /** A lease whose first cell goes on for long, and whose second has failed by now. */
  private FakeAgent failedEightWhileTheBaselineGoesOn() {
    bench.timeLimit = null;
    bench.measurer.latencySeconds(BASE, number -> 0.01 * (1 + number % 2));
    FakeAgent agent = agent(report -> report.cellId().equals(EIGHT), TrialOutcome.FAILED);
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    agent.runRound();
    agent.runRound();
    agent.withFate(UnaryOperator.identity());
    assertThat(state(EIGHT)).isEqualTo(VerdictState.FAILED);
    assertThat(bench.cell(BASE).verdict()).isNull();
    return agent;
  }

  private void bothAreMeasuredOnce() {
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.FINISHED);
    assertThat(state(EIGHT)).isEqualTo(VerdictState.CONVERGED);
    for (String cell : List.of(BASE, EIGHT)) {
      assertThat(bench.store.trials(cell))
          .extracting(TrialResult::trialNumber)
          .as("none twice and none lost of " + cell)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, bench.cell(cell).lastTrialNumber()).boxed().toList());
    }
    assertThat(bench.store.openLeases()).isEmpty();
  }

  @Test
  void unstableCell_beginsAnewAndItsTrialsAreSetAside() {
    FakeAgent agent = agent(report -> report.trialNumber() % 2 == 0, TrialOutcome.INVALID);
    bench.submit("e-1", List.of("a"), "eight");
    agent.runAll();
    assertThat(bench.verdict(EIGHT).reason()).startsWith("unstable");
    assertThat(attempts(EIGHT)).containsExactly(AttemptOutcome.MEASUREMENT);
    int tried = bench.store.trials(EIGHT).size();

    bench.driver.retry("e-1");
    assertThat(bench.cell(EIGHT).start()).isEqualTo(new FreshStart(tried, tried));
    agent.withFate(UnaryOperator.identity()).runAll();

    assertThat(state(EIGHT)).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.snapshot("e-1").cells().get(0).summary().trials())
        .isEqualTo(Bench.POLICY.min());
    assertThat(bench.snapshot("e-1").cells().get(0).summary().trialsInvalid()).isZero();
    assertThat(bench.store.trials(EIGHT)).hasSize(tried + Bench.POLICY.min());
  }

  @Test
  void cellThatATimeLimitEnded_goesOnWithItsTrials() {
    bench.measurer.latencySeconds(EIGHT, number -> 0.01 * (1 + number % 2));
    bench.timeLimit = Duration.ofSeconds(20);
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "eight");
    agent.runRound();
    for (int second = 0; second < 25; second += 5) {
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(agent.ref());
    }
    assertThat(state(EIGHT)).isEqualTo(VerdictState.NOT_CONVERGED);

    assertThat(bench.driver.retry("e-1").cells()).isEqualTo(1);
    agent.runAll();

    assertThat(bench.store.trials(EIGHT)).hasSize(Bench.POLICY.max());
    assertThat(bench.cell(EIGHT).start().setAsideThrough()).isZero();
    assertThat(bench.driver.retry("e-1").cells()).as("it has all its trials now").isZero();
  }

  @Test
  void cancelledExperiment_doesNotGoOn() {
    FakeAgent agent = agent(report -> report.cellId().equals(EIGHT), TrialOutcome.FAILED);
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    agent.runRound();
    agent.rounds.clear();
    bench.pass(Duration.ofSeconds(1));
    agent.withFate(report -> failed(report, TrialOutcome.FAILED));
    bench.driver.cancel("e-1", "cancelled by mia");

    assertThat(bench.driver.retry("e-1").cells()).isZero();
    assertThatThrownBy(() -> bench.driver.retry("e-2"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("there is no experiment e-2");
  }

  private FakeAgent agent(Predicate<TrialReport> goesWrong, TrialOutcome outcome) {
    return bench
        .agent("a", "s1")
        .withFate(report -> goesWrong.test(report) ? failed(report, outcome) : report)
        .connect();
  }

  static TrialReport failed(TrialReport report, TrialOutcome outcome) {
    return report.ended(TrialEnding.of(outcome, "the worker died"));
  }

  private Map<Integer, TrialRetry> retries(String cellId) {
    Map<Integer, TrialRetry> retries = new TreeMap<>();
    for (TrialResult trial : bench.store.trials(cellId)) {
      if (trial.retry() != null) {
        retries.put(trial.trialNumber(), trial.retry());
      }
    }
    return retries;
  }

  private VerdictState state(String cellId) {
    return bench.verdict(cellId).state();
  }

  private List<AttemptOutcome> attempts(String cellId) {
    return bench.store.attempts(cellId).stream().map(AttemptRecord::outcome).toList();
  }
}
