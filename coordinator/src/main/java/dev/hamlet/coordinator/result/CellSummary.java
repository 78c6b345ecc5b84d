package dev.hamlet.coordinator.result;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.statistics.Estimate;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What a cell measured: figures over its valid trials, each trial one value.
 *
 * <p>The intervals are the random part only: Student's t over the trials at the policy's level.
 *
 * @param trials valid trials, which the figures rest on
 * @param trialsInvalid trials that ran and broke a validity rule
 * @param trialsFailed trials that could not run
 * @param latencySeconds mean latency of an inference, in seconds
 * @param netEnergyPerInferenceJoules net energy of the burst over its inferences, in joules
 * @param grossEnergyPerInferenceJoules gross energy of the burst over its inferences, in joules
 * @param idlePowerWatts idle power of the rails, in watts
 * @param sampling how well they were sampled
 */
public record CellSummary(
    int trials,
    int trialsInvalid,
    int trialsFailed,
    Estimate latencySeconds,
    Estimate netEnergyPerInferenceJoules,
    Estimate grossEnergyPerInferenceJoules,
    Estimate idlePowerWatts,
    SamplingTotals sampling) {

  /** Summary of all trials of one cell, in any order; works from no trial at all. */
  public static CellSummary of(List<TrialResult> results, TrialPolicy policy) {
    List<MeasuredTrial> valid =
        results.stream()
            .filter(result -> result.status() == TrialStatus.VALID)
            .map(MeasuredTrial::of)
            .toList();
    double level = policy.level();
    return new CellSummary(
        valid.size(),
        count(results, TrialStatus.INVALID),
        count(results, TrialStatus.FAILED),
        estimate(valid, level, trial -> trial.latency().meanSeconds()),
        estimate(valid, level, MeasuredTrial::netJoulesPerInference),
        estimate(valid, level, MeasuredTrial::grossJoulesPerInference),
        estimate(valid, level, trial -> trial.energy().idlePowerWatts()),
        totals(valid));
  }

  /** Share of the trials that ran and were invalid: 0.3 for 30 %; 0 if none ran. */
  public double invalidShare() {
    int ran = trials + trialsInvalid;
    return ran == 0 ? 0 : (double) trialsInvalid / ran;
  }

  private static int count(List<TrialResult> results, TrialStatus status) {
    return (int) results.stream().filter(result -> result.status() == status).count();
  }

  private static Estimate estimate(
      List<MeasuredTrial> trials, double level, ToDoubleFunction<MeasuredTrial> figure) {
    return Estimate.of(trials.stream().mapToDouble(figure).toArray(), level);
  }

  private static SamplingTotals totals(List<MeasuredTrial> trials) {
    List<SamplingFigures> all = trials.stream().map(MeasuredTrial::sampling).toList();
    return new SamplingTotals(
        all.stream().mapToLong(SamplingFigures::samplesTaken).sum(),
        all.stream().mapToLong(SamplingFigures::samplesMissed).sum(),
        all.stream().mapToDouble(SamplingFigures::achievedRateHz).average().orElse(Double.NaN),
        all.stream().mapToDouble(SamplingFigures::longestGapSeconds).max().orElse(0));
  }

  /** A valid trial: none of its figures is missing. */
  private record MeasuredTrial(
      LatencyFigures latency, EnergyFigures energy, SamplingFigures sampling) {

    static MeasuredTrial of(TrialResult result) {
      String trial = "trial %d of cell %s".formatted(result.trialNumber(), result.cellId());
      return new MeasuredTrial(
          Objects.requireNonNull(result.latency(), () -> "no latency in valid " + trial),
          Objects.requireNonNull(result.energy(), () -> "no energy in valid " + trial),
          Objects.requireNonNull(result.sampling(), () -> "no sampling in valid " + trial));
    }

    double netJoulesPerInference() {
      return energy.netJoules() / latency.inferences();
    }

    double grossJoulesPerInference() {
      return energy.grossJoules() / latency.inferences();
    }
  }
}
