package dev.hamlet.coordinator.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellDecisionTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void narrowAfterTenTrials_converges() {
    CellDecision decision = decide(trials(10, 0.01, 0));

    assertVerdict(
        decision,
        VerdictState.CONVERGED,
        // std of +-1 % alternating over 10 is 1.054 %; at a correlation of -0.5, the least that is
        // believed, the variance of the mean is 0.353 std^2 / 10 and t(5.94) is 2.453: 0.486 %
        "latency 0.0 %, net energy 0.5 % half-width after 10 trials");
  }

  @Test
  void wideAfterTenTrials_goesOn() {
    CellDecision decision = decide(trials(10, 0.2, 0));

    assertThat(decision.isOpen()).isTrue();
    assertThat(decision.progress()).contains("net energy 9.7 %");
  }

  @Test
  void wideAtTheGreatestNumber_isNotConverged() {
    assertVerdict(
        decide(trials(16, 0.2, 0)),
        VerdictState.NOT_CONVERGED,
        // 0.2 * sqrt(16 / 15) * sqrt(0.346 / 16) * t(9.55)
        "stopped at max 16 trials: net energy 6.8 % > 5 %");
  }

  @Test
  void trialsThatHangTogether_areNamedAsTheCause() {
    assertThat(decide(drifting(16)).verdict().orElseThrow().reason())
        .startsWith("autocorrelated: 16 trials of net energy are worth ")
        .contains(" independent ones; stopped at max 16 trials: net energy ")
        .endsWith(" > 5 %");
    assertThat(atLimit(drifting(12)).verdict().orElseThrow().reason())
        .startsWith("autocorrelated: 12 trials of net energy are worth ")
        .contains("; stopped by the time limit of 120 s after 12 trials: net energy ");
  }

  @Test
  void absoluteWidth_isEnoughWhereTheMeanIsSmall() {
    // 2 J over 100 inferences: the half-width of 9.7 % is 1.94 mJ
    List<TrialResult> wide = trials(10, 0.2, 0);

    assertThat(decide(wide, Trials.policy(0.0020)).verdict())
        .contains(
            new Verdict(
                VerdictState.CONVERGED,
                "latency 0.0 %, net energy 0.00194 J half-width after 10 trials"));
    assertThat(decide(wide, Trials.policy(0.0019)).isOpen()).isTrue();
    assertThat(decide(trials(16, 0.2, 0), Trials.policy(0.001)).verdict().orElseThrow().reason())
        .isEqualTo("stopped at max 16 trials: net energy 6.8 % > 5 % and 0.00136 J > 0.00100 J");
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
        "latency 0.0 %, net energy 0.4 % half-width after 12 trials");
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
        "stopped by the time limit of 120 s after 12 trials: net energy 8.4 % > 5 %");
    assertThat(atLimit(trials(0, 0.01, 0)).verdict()).isPresent();
  }

  @Test
  void timeLimit_leavesAVerdictAlone() {
    assertThat(atLimit(trials(10, 0.01, 0))).isEqualTo(decide(trials(10, 0.01, 0)));
  }

  private static CellDecision decide(List<TrialResult> trials) {
    return CellDecision.of(CellSummary.of(trials, Trials.policy()), Trials.policy());
  }

  private static CellDecision decide(List<TrialResult> trials, TrialPolicy policy) {
    return CellDecision.of(CellSummary.of(trials, policy), policy);
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

  /** Net energies rise from 1 J to 3 J. */
  private static List<TrialResult> drifting(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Trials.valid(i + 1, 0.01, 1 + 2.0 * i / (count - 1)))
        .toList();
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
