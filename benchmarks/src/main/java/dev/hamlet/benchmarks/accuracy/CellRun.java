package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.benchmarks.peers.OtherMethod;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.virtual.ExpectedLoad;
import dev.hamlet.benchmarks.virtual.VirtualBoard;
import dev.hamlet.benchmarks.virtual.VirtualTrial;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.statistics.interval.SystematicLimits;
import dev.hamlet.common.statistics.interval.TotalInterval;
import dev.hamlet.coordinator.align.AlignmentRules;
import dev.hamlet.coordinator.align.TrialAligner;
import dev.hamlet.coordinator.align.TrialMeasurement;
import dev.hamlet.coordinator.comparison.SensorErrors;
import dev.hamlet.coordinator.result.CellDecision;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One cell from its first trial to its verdict: simulated trials, the product's own figures. */
final class CellRun {

  private static final OtherMethod[] OTHERS = OtherMethod.values();
  private static final double LEVEL_SPREAD = 0.2;
  private static final double LEVEL = 0.95;

  private final Scenario scenario;
  private final ExpectedLoad expectation;
  private final VirtualBoard board;
  private final SplittableRandom random;
  private final double levelMilli;
  private final TrialAligner aligner = new TrialAligner(AlignmentRules.DEFAULT);
  private final List<String> rails;
  private final List<TrialResult> results = new ArrayList<>();
  private final double[] others = new double[OTHERS.length];
  private double measuredTruth;
  private String firstRejection = "";

  /**
   * A cell.
   *
   * @param boardSeed which board it runs on
   * @param seed what makes it differ from other cells
   * @param errors whether gains, shunt and offset are off
   */
  CellRun(Scenario scenario, ExpectedLoad expectation, long boardSeed, long seed, boolean errors) {
    this.scenario = scenario;
    this.expectation = expectation;
    this.random = new SplittableRandom(seed);
    double share = 1 + LEVEL_SPREAD * (2 * random.nextDouble() - 1);
    this.levelMilli = 1e3 * scenario.load().threads() * share;
    this.board = new VirtualBoard(scenario, boardSeed, random.nextLong(), errors, levelMilli);
    this.rails = scenario.sensor().rails().stream().map(Enum::name).toList();
  }

  /** Rounds of trials until the product's rule ends the cell. */
  CellOutcome run() {
    TrialPolicy policy = scenario.profile().trials();
    for (int round = 1; ; round++) {
      for (int i = 0; i < policy.visit(); i++) {
        take(board.runTrial(), round);
      }
      CellSummary summary = CellSummary.of(results, policy);
      CellDecision decision = CellDecision.of(summary, policy);
      if (!decision.isOpen()) {
        return outcome(summary, decision.verdict().orElseThrow());
      }
    }
  }

  private void take(VirtualTrial trial, int round) {
    TrialMeasurement measured =
        aligner.align(
            trial.trace(),
            List.of(trial.samples()),
            List.of(board.group()),
            rails,
            board.protocol());
    results.add(result(trial, measured, round));
    if (measured.isValid()) {
      measuredTruth += trial.trueNetJoulesPerInference();
      for (int i = 0; i < OTHERS.length; i++) {
        others[i] += OTHERS[i].netJoulesPerInference(trial.readings(), random);
      }
    } else if (firstRejection.isEmpty()) {
      firstRejection = measured.rejection().orElseThrow();
    }
  }

  /** What the product states for the rails; offsets cancel in net energy. */
  private SystematicLimits limits() {
    return SensorErrors.of(List.of(board.group()), rails).orElseThrow().limits(0);
  }

  private static TrialResult result(VirtualTrial trial, TrialMeasurement measured, int round) {
    return new TrialResult(
        trial.trace().cellId(),
        trial.trace().trialNumber(),
        round,
        trial.trace().fencingToken(),
        "virtual",
        "virtual",
        measured.isValid() ? TrialStatus.VALID : TrialStatus.INVALID,
        measured.rejection().orElse(""),
        measured.latency(),
        measured.energy(),
        measured.sampling(),
        0,
        trial.readings().burst().startNs(),
        trial.readings().burst().endNs(),
        Double.NaN,
        Double.NaN,
        0);
  }

  private CellOutcome outcome(CellSummary summary, Verdict verdict) {
    int n = summary.trials();
    double[] means = new double[OTHERS.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = others[i] / n;
    }
    TotalInterval total = TotalInterval.of(summary.netEnergyPerInferenceJoules(), LEVEL, limits());
    boolean failed = verdict.state() == VerdictState.FAILED;
    return new CellOutcome(
        verdict.state(),
        failed ? firstRejection : verdict.reason(),
        n,
        summary.trialsInvalid(),
        summary.netEnergyPerInferenceJoules().mean(),
        summary.netEnergyPerInferenceJoules().ciLow(),
        summary.netEnergyPerInferenceJoules().ciHigh(),
        total.low(),
        total.high(),
        expectation.netJoulesPerInference(levelMilli),
        measuredTruth / n,
        means);
  }
}
