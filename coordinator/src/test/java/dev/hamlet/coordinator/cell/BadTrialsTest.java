package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class BadTrialsTest {

  private static final String BASE = "e-1/a/baseline";
  private static final String EIGHT = "e-1/a/eight";
  private final Bench bench = new Bench();

  @Test
  void modelFault_failsTheCellAtOnceAndTheOthersGoOn() {
    FakeAgent agent = bench.agent("a", "s1").withFate(report -> brokenModel(report)).connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");

    agent.runAll();

    assertThat(bench.verdict(EIGHT))
        .isEqualTo(new Verdict(VerdictState.FAILED, "no such signature"));
    assertThat(bench.store.trials(EIGHT))
        .extracting(TrialResult::status)
        .containsOnly(TrialStatus.FAILED);
    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
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

    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(BASE)).hasSize(6);
  }

  @Test
  void thirdInfrastructureFailureInARow_failsTheCell() {
    FakeAgent agent = bench.agent("a", "s1").withFate(report -> failed(report, false)).connect();
    bench.submit("e-1", List.of("a"), "baseline");

    agent.runAll();

    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.FAILED);
    assertThat(bench.verdict(BASE).reason())
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

    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.FAILED);
    assertThat(bench.verdict(BASE).reason()).startsWith("unstable");
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
}
