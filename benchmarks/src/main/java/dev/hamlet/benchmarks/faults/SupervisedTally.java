package dev.hamlet.benchmarks.faults;

import dev.hamlet.benchmarks.supervised.SupervisedCell;
import dev.hamlet.benchmarks.supervised.SupervisedTrial;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.power.Rail;
import dev.hamlet.coordinator.align.AlignmentRules;
import dev.hamlet.coordinator.align.TrialAligner;
import dev.hamlet.coordinator.align.TrialMeasurement;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What became of the supervised trials that one kind of trouble happened to: the runner's word
 * counts first, as it does on the coordinator, then the aligner's. One thread.
 */
final class SupervisedTally {

  private final String trouble;
  private final String sensor;
  private final Map<String, Integer> said = new TreeMap<>();
  private int trials;
  private int invalid;
  private int flagged;
  private int wrong;
  private int spared;
  private double worstRatio;
  private String wrongCase = "";

  SupervisedTally(String trouble, String sensor) {
    this.trouble = trouble;
    this.sensor = sensor;
  }

  void add(String situation, SupervisedCell cell, SupervisedTrial trial) {
    trials++;
    if (trial.end().outcome() != TrialOutcome.MEASURED) {
      refused(trial.end().reason());
      spared += wouldBeWrong(cell, trial) ? 1 : 0;
      return;
    }
    TrialMeasurement measured = measure(cell, trial);
    if (!measured.isValid()) {
      refused(measured.rejection().orElseThrow());
      return;
    }
    flagged += measured.flags().isEmpty() ? 0 : 1;
    double errorRatio = errorRatio(trial, netJoules(measured));
    worstRatio = Math.max(worstRatio, errorRatio);
    if (isWrong(errorRatio) && measured.flags().isEmpty()) {
      wrong(situation);
    }
  }

  /**
   * Whether the aligner alone, with nobody watching the board, would let a wrong figure through.
   */
  private static boolean wouldBeWrong(SupervisedCell cell, SupervisedTrial trial) {
    if (trial.end().trace().isEmpty()) {
      return false;
    }
    TrialMeasurement measured = measure(cell, trial);
    return measured.isValid()
        && measured.flags().isEmpty()
        && isWrong(errorRatio(trial, netJoules(measured)));
  }

  /** A meter's figure of a trial; it may be off by the limit that it states, and by 4 %. */
  void add(String situation, SupervisedTrial trial, ExternalMeterFigures metered) {
    trials++;
    if (!metered.measured()) {
      refused(metered.reason());
      return;
    }
    double errorRatio = errorRatio(trial, metered.netJoules());
    worstRatio = Math.max(worstRatio, errorRatio);
    double stated = metered.clockLimitJoules() / Math.abs(metered.netJoules());
    if (isWrong(errorRatio - stated)) {
      wrong(situation);
    }
  }

  /** Whether an error is beyond ten times the usual; also one that is no number. */
  private static boolean isWrong(double errorRatio) {
    return !(errorRatio <= FaultTally.WRONG_RATIO);
  }

  private void wrong(String situation) {
    wrong++;
    wrongCase = wrongCase.isEmpty() ? situation : wrongCase;
  }

  /** What the aligner makes of a trial, whatever its runner says of it. */
  static TrialMeasurement measure(SupervisedCell cell, SupervisedTrial trial) {
    return new TrialAligner(AlignmentRules.DEFAULT)
        .align(
            trial.end().trace().orElseThrow(),
            List.of(trial.samples()),
            List.of(cell.group()),
            cell.group().rails().stream().map(Rail::name).toList(),
            cell.protocol());
  }

  private static double netJoules(TrialMeasurement measured) {
    return Objects.requireNonNull(measured.energy(), "energy").netJoules();
  }

  private static double errorRatio(SupervisedTrial trial, double netJoules) {
    int inferences = trial.end().trace().orElseThrow().inferences().size();
    return Math.abs(netJoules / inferences / trial.trueNetJoulesPerInference() - 1);
  }

  private void refused(String reason) {
    invalid++;
    said.merge(reason.replaceAll("(?<![A-Za-z0-9.])\\d+(\\.\\d+)?", "N"), 1, Integer::sum);
  }

  SupervisedFigures figures() {
    return new SupervisedFigures(
        trouble, sensor, trials, invalid, spared, flagged, worstRatio, wrong, wrongCase, said);
  }
}
