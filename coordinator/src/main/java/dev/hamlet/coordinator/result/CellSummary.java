package dev.hamlet.coordinator.result;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.compare.Series;
import java.util.List;
import java.util.function.Function;

/**
 * What a cell measured: figures over its valid trials, each trial one value.
 *
 * <p>The intervals are the random part only: Student's t at the policy's level on as many trials as
 * the cell's are worth ({@link Estimate#ofSeries}).
 *
 * @param trials valid trials, which the figures rest on
 * @param trialsInvalid trials that ran and broke a validity rule
 * @param trialsFailed trials that could not run
 * @param latencySeconds mean latency of an inference, in seconds
 * @param netEnergyPerInferenceJoules net energy of the burst over its inferences, in joules
 * @param grossEnergyPerInferenceJoules gross energy of the burst over its inferences, in joules
 * @param idlePowerWatts idle power of the rails, in watts
 * @param sampling how well they were sampled
 * @param typical what is typical of them, for displays
 */
public record CellSummary(
    int trials,
    int trialsInvalid,
    int trialsFailed,
    Estimate latencySeconds,
    Estimate netEnergyPerInferenceJoules,
    Estimate grossEnergyPerInferenceJoules,
    Estimate idlePowerWatts,
    SamplingTotals sampling,
    TypicalFigures typical) {

  /** Summary of all trials of one cell, in any order; works from no trial at all. */
  public static CellSummary of(List<TrialResult> results, TrialPolicy policy) {
    return of(
        results, series -> Estimate.ofSeries(series.values(), series.blocks(), policy.level()));
  }

  /**
   * Summary of the trials of several cells that differ in their device only, as one set of
   * independent trials: what boards differ by widens the spread and is no component of its own.
   */
  public static CellSummary pooled(List<TrialResult> results, TrialPolicy policy) {
    return of(results, series -> Estimate.of(series.values(), policy.level()));
  }

  private static CellSummary of(List<TrialResult> results, Function<Series, Estimate> estimate) {
    CellTrials valid = CellTrials.of(results);
    return new CellSummary(
        valid.count(),
        count(results, TrialStatus.INVALID),
        count(results, TrialStatus.FAILED),
        estimate.apply(valid.latencySeconds()),
        estimate.apply(valid.netEnergyPerInferenceJoules()),
        estimate.apply(valid.grossEnergyPerInferenceJoules()),
        estimate.apply(valid.idlePowerWatts()),
        totals(valid.sampling()),
        TypicalFigures.of(valid));
  }

  /** Share of the trials that ran and were invalid: 0.3 for 30 %; 0 if none ran. */
  public double invalidShare() {
    int ran = trials + trialsInvalid;
    return ran == 0 ? 0 : (double) trialsInvalid / ran;
  }

  private static int count(List<TrialResult> results, TrialStatus status) {
    return (int) results.stream().filter(result -> result.status() == status).count();
  }

  private static SamplingTotals totals(List<SamplingFigures> all) {
    return new SamplingTotals(
        all.stream().mapToLong(SamplingFigures::samplesTaken).sum(),
        all.stream().mapToLong(SamplingFigures::samplesMissed).sum(),
        all.stream().mapToDouble(SamplingFigures::achievedRateHz).average().orElse(Double.NaN),
        all.stream().mapToDouble(SamplingFigures::longestGapSeconds).max().orElse(0));
  }
}
