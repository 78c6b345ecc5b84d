package dev.hamlet.coordinator.cell.golden;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.coordinator.health.GoldenJudge;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenCheck.Outcome;
import java.util.List;
import java.util.stream.DoubleStream;

/** From the trials of a check to its judgement. Pure. */
final class GoldenFigures {

  private static final double LEVEL = 0.95;

  private GoldenFigures() {}

  /**
   * Judges a check whose trials are all known.
   *
   * @param passes the device's passed checks of the same model, the newest first
   */
  static GoldenCheck judge(GoldenRun run, List<GoldenCheck> passes, long epochMs) {
    List<TrialResult> valid =
        run.trials.stream().filter(trial -> trial.status() == TrialStatus.VALID).toList();
    if (valid.size() < GoldenProtocol.LEAST_VALID) {
      return withoutFigures(run, valid.size(), epochMs);
    }
    return GoldenJudge.judge(
        new GoldenJudge.Measured(
            run.session.device(),
            run.model.identity(),
            estimate(valid.stream().mapToDouble(GoldenFigures::latencySeconds)),
            estimate(valid.stream().mapToDouble(GoldenFigures::energyJoules))),
        passes,
        epochMs);
  }

  /** A device that cannot run the model fails; one that was disturbed, or a bad model, does not. */
  private static GoldenCheck withoutFigures(GoldenRun run, int valid, long epochMs) {
    if (run.isModelsFault()) {
      return without(
          run,
          Outcome.INCONCLUSIVE,
          "the golden model itself cannot run: " + run.failure(),
          epochMs);
    }
    if (!run.failure().isEmpty()) {
      return without(run, Outcome.FAILED, "the model could not run: " + run.failure(), epochMs);
    }
    String last = run.trials.isEmpty() ? "" : run.trials.get(run.trials.size() - 1).reason();
    String reason =
        "%d of %d trials are valid, the last: %s".formatted(valid, GoldenProtocol.TRIALS, last);
    return without(run, Outcome.INCONCLUSIVE, reason, epochMs);
  }

  static GoldenCheck without(GoldenRun run, Outcome outcome, String reason, long epochMs) {
    return GoldenCheck.without(
        run.session.device(), run.model.identity(), epochMs, outcome, reason);
  }

  private static Estimate estimate(DoubleStream values) {
    return Estimate.of(values.filter(Double::isFinite).toArray(), LEVEL);
  }

  private static double latencySeconds(TrialResult trial) {
    LatencyFigures latency = trial.latency();
    return latency == null ? Double.NaN : latency.meanSeconds();
  }

  private static double energyJoules(TrialResult trial) {
    EnergyFigures energy = trial.energy();
    LatencyFigures latency = trial.latency();
    return energy == null || latency == null
        ? Double.NaN
        : energy.netJoules() / latency.inferences();
  }
}
