package dev.hamlet.coordinator.result;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.statistics.Convergence;
import dev.hamlet.common.statistics.Estimate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a cell goes on, and if not, why it ended. To be asked after each round.
 *
 * @param verdict why the cell ended; empty while it goes on
 * @param progress one sentence on how far its intervals are, for people who watch
 */
public record CellDecision(Optional<Verdict> verdict, String progress) {

  /**
   * Greatest share of invalid trials. Rejecting more than that selects the trials that suit, so the
   * figures of the rest are biased.
   */
  public static final double MAX_INVALID_SHARE = 0.3;

  /**
   * The rule: a cell goes on until it has converged or has the greatest number of valid trials. One
   * that has converged with too great a share of invalid trials goes on too, since further valid
   * trials mend the share; it fails as unstable where even the greatest number of trials would not
   * mend it.
   */
  public static CellDecision of(CellSummary summary, TrialPolicy policy) {
    Convergence convergence = convergence(summary, policy);
    String widths = ConvergenceText.widths(convergence, policy);
    if (isBeyondMending(summary, policy)) {
      return ended(VerdictState.FAILED, unstable(summary), widths);
    }
    return switch (convergence.state()) {
      case CONVERGED ->
          summary.invalidShare() > MAX_INVALID_SHARE
              ? new CellDecision(Optional.empty(), widths)
              : ended(VerdictState.CONVERGED, widths, widths);
      case STOPPED_AT_MAX ->
          ended(
              VerdictState.NOT_CONVERGED,
              "%sstopped at max %d trials: %s"
                  .formatted(
                      ConvergenceText.cause(convergence),
                      policy.max(),
                      ConvergenceText.tooWide(convergence, policy)),
              widths);
      case CONTINUE -> new CellDecision(Optional.empty(), widths);
    };
  }

  /** Ends a cell because the time for the whole experiment is over; always holds a verdict. */
  public static CellDecision atTimeLimit(
      CellSummary summary, TrialPolicy policy, Duration timeLimit) {
    CellDecision regular = of(summary, policy);
    if (regular.verdict().isPresent()) {
      return regular;
    }
    Convergence convergence = convergence(summary, policy);
    String reason =
        "%sstopped by the time limit of %d s after %d trials: %s"
            .formatted(
                ConvergenceText.cause(convergence),
                timeLimit.toSeconds(),
                summary.trials(),
                convergence.state() == Convergence.State.CONVERGED
                    ? unstable(summary)
                    : ConvergenceText.tooWide(convergence, policy));
    return ended(VerdictState.NOT_CONVERGED, reason, regular.progress());
  }

  /** True while the cell needs further trials. */
  public boolean isOpen() {
    return verdict.isEmpty();
  }

  private static CellDecision ended(VerdictState state, String reason, String progress) {
    return new CellDecision(Optional.of(new Verdict(state, reason)), progress);
  }

  private static Convergence convergence(CellSummary summary, TrialPolicy policy) {
    Map<StoppingMetric, Estimate> estimates = new EnumMap<>(StoppingMetric.class);
    estimates.put(StoppingMetric.LATENCY, summary.latencySeconds());
    estimates.put(StoppingMetric.NET_ENERGY, summary.netEnergyPerInferenceJoules());
    return Convergence.of(policy, summary.trials(), estimates);
  }

  /** Even if every further trial were valid, up to the greatest number of them. */
  private static boolean isBeyondMending(CellSummary summary, TrialPolicy policy) {
    int most = Math.max(summary.trials(), policy.max());
    int invalid = summary.trialsInvalid();
    return invalid > MAX_INVALID_SHARE * (most + invalid);
  }

  private static String unstable(CellSummary summary) {
    return "unstable: %d of %d trials invalid, more than %d %%"
        .formatted(
            summary.trialsInvalid(),
            summary.trials() + summary.trialsInvalid(),
            Math.round(100 * MAX_INVALID_SHARE));
  }
}
