package dev.hamlet.coordinator.result;

import dev.hamlet.common.statistics.compare.Series;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The valid trials of a cell in the order of time, and their figures as series: each trial is one
 * value, each round of a lease one block. Cells of one lease number their blocks alike, so that a
 * variant can be paired with its baseline.
 */
public final class CellTrials {

  /** Rounds of a lease are far fewer. */
  private static final int ROUNDS_PER_LEASE = 1 << 16;

  private final List<Measured> trials;

  private CellTrials(List<Measured> trials) {
    this.trials = trials;
  }

  /** The valid ones of trials in any order; of several cells, one cell after the other. */
  public static CellTrials of(List<TrialResult> results) {
    return new CellTrials(
        results.stream()
            .filter(result -> result.status() == TrialStatus.VALID)
            .sorted(
                Comparator.comparing(TrialResult::cellId)
                    .thenComparingInt(TrialResult::trialNumber))
            .map(Measured::of)
            .toList());
  }

  /** How many. */
  public int count() {
    return trials.size();
  }

  /** Their numbers within the cell, in the order of the series. */
  public List<Integer> trialNumbers() {
    return trials.stream().map(trial -> trial.result().trialNumber()).toList();
  }

  /** Mean latency of an inference, in seconds. */
  public Series latencySeconds() {
    return series(trial -> trial.latency().meanSeconds());
  }

  /** Net energy of the burst over its inferences, in joules. */
  public Series netEnergyPerInferenceJoules() {
    return series(trial -> trial.energy().netJoules() / trial.latency().inferences());
  }

  /** Gross energy of burst and guard over the inferences, in joules. */
  public Series grossEnergyPerInferenceJoules() {
    return series(trial -> trial.energy().grossJoules() / trial.latency().inferences());
  }

  /** Idle power of the rails, in watts. */
  public Series idlePowerWatts() {
    return series(trial -> trial.energy().idlePowerWatts());
  }

  List<LatencyFigures> latencies() {
    return trials.stream().map(Measured::latency).toList();
  }

  List<SamplingFigures> sampling() {
    return trials.stream().map(Measured::sampling).toList();
  }

  private Series series(ToDoubleFunction<Measured> figure) {
    return new Series(
        trials.stream().mapToDouble(figure).toArray(),
        trials.stream().mapToInt(trial -> block(trial.result())).toArray());
  }

  private static int block(TrialResult result) {
    return (int) (result.fencingToken() * ROUNDS_PER_LEASE + result.round());
  }

  /** A valid trial: none of its figures is missing. */
  private record Measured(
      TrialResult result, LatencyFigures latency, EnergyFigures energy, SamplingFigures sampling) {

    static Measured of(TrialResult result) {
      String trial = "trial %d of cell %s".formatted(result.trialNumber(), result.cellId());
      return new Measured(
          result,
          Objects.requireNonNull(result.latency(), () -> "no latency in valid " + trial),
          Objects.requireNonNull(result.energy(), () -> "no energy in valid " + trial),
          Objects.requireNonNull(result.sampling(), () -> "no sampling in valid " + trial));
    }
  }
}
