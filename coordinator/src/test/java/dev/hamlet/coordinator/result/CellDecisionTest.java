package dev.hamlet.coordinator.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.VerdictState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellDecisionTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void narrowAfterTenTrials_converges() {
    CellDecision decision = decide(trials(10, 0.01, 0));

    assertVerdict(
        decision,
        VerdictState.CONVERGED,
        // std of +-1 % alternating over 10 is 1.054 %; times 2.262 / sqrt(10) is 0.754 %
        "latency 0.0 %, net energy 0.8 % half-width after 10 trials");
  }

  @Test
  void wideAfterTenTrials_goesOn() {
    CellDecision decision = decide(trials(10, 0.2, 0));

    assertThat(decision.isOpen()).isTrue();
    assertThat(decision.progress()).contains("net energy 15.1 %");
  }

  @Test
  void wideAtTheGreatestNumber_isNotConverged() {
    assertVerdict(
        decide(trials(16, 0.2, 0)),
        VerdictState.NOT_CONVERGED,
        // 0.2 * sqrt(16 / 15) * 2.131 / 4
        "stopped at max 16 trials: net energy 11.0 % > 5 %");
  }

  @Test
  void someInvalidTrials_areTolerated() {
    assertThat(decide(trials(10, 0.01, 4)).verdict()).isPresent();
  }

  @Test
  void convergedWithTooManyInvalidTrials_goesOnToMendTheShare() {
    assertThat(decide(trials(10, 0.01, 5)).isOpen()).isTrue();
    assertVerdict(
        decide(trials(12, 0.01, 5)),
        VerdictState.CONVERGED,
        "latency 0.0 %, net energy 0.7 % half-width after 12 trials");
  }

  @Test
  void tooManyInvalidTrialsToMend_fails() {
    assertVerdict(
        decide(trials(2, 0.01, 7)),
        VerdictState.FAILED,
        "unstable: 7 of 9 trials invalid, more than 30 %");
  }

  @Test
  void timeLimit_endsWhatIsOpen() {
    assertVerdict(
        atLimit(trials(7, 0.01, 0)),
        VerdictState.NOT_CONVERGED,
        "stopped by the time limit of 120 s after 7 trials: at least 10 trials are needed");
    assertVerdict(
        atLimit(trials(12, 0.2, 0)),
        VerdictState.NOT_CONVERGED,
        "stopped by the time limit of 120 s after 12 trials: net energy 13.3 % > 5 %");
    assertThat(atLimit(trials(0, 0.01, 0)).verdict()).isPresent();
  }

  @Test
  void timeLimit_leavesAVerdictAlone() {
    assertThat(atLimit(trials(10, 0.01, 0))).isEqualTo(decide(trials(10, 0.01, 0)));
  }

  private static CellDecision decide(List<TrialResult> trials) {
    return CellDecision.of(CellSummary.of(trials, Trials.policy()), Trials.policy());
  }

  private static CellDecision atLimit(List<TrialResult> trials) {
    return CellDecision.atTimeLimit(
        CellSummary.of(trials, Trials.policy()), Trials.policy(), LIMIT);
  }

  private static void assertVerdict(CellDecision decision, VerdictState state, String reason) {
    assertThat(decision.verdict())
        .hasValueSatisfying(
            verdict -> {
              assertThat(verdict.state()).isEqualTo(state);
              assertThat(verdict.reason()).isEqualTo(reason);
            });
  }

  /** Net energies alternate around 2 J by the spread. */
  private static List<TrialResult> trials(int valid, double spread, int invalid) {
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 0; i < valid; i++) {
      trials.add(Trials.valid(i + 1, 0.01, 2 * (1 + (i % 2 == 0 ? spread : -spread))));
    }
    for (int i = 0; i < invalid; i++) {
      trials.add(Trials.invalid(valid + i + 1));
    }
    return trials;
  }
}
