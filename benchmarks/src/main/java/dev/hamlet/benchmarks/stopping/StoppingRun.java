package dev.hamlet.benchmarks.stopping;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.common.statistics.Convergence;
import dev.hamlet.common.statistics.Convergence.State;
import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.TrialSeries;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Runs cells of a scenario by the rule that the coordinator uses, and counts what came out. */
final class StoppingRun {

  static final int MIN_TRIALS = 10;
  static final int MAX_TRIALS = 500;
  static final double LEVEL = 0.95;
  static final double WIDTH = 0.05;

  /** Of the level, rounded down. */
  private static final double NORMAL_QUANTILE = 1.959;

  private StoppingRun() {}

  /** Of as many cells; they follow from the seed. */
  static StoppingFigures measure(StoppingScenario scenario, int cells, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TrialPolicy policy = policy(scenario.visit());
    StoppingFigures figures = new StoppingFigures(scenario);
    for (int cell = 0; cell < cells; cell++) {
      SimulatedTrials trials = new SimulatedTrials(scenario, random.split());
      Convergence end = cell(trials, policy);
      figures.add(end, covers(end.estimates().get(StoppingMetric.LATENCY), trials.truth()));
    }
    return figures;
  }

  private static boolean covers(@Nullable Estimate estimate, double truth) {
    return estimate != null && estimate.ciLow() <= truth && truth <= estimate.ciHigh();
  }

  private static Convergence cell(SimulatedTrials trials, TrialPolicy policy) {
    TrialSeries series = new TrialSeries();
    for (int round = 1; ; round++) {
      for (int i = 0; i < policy.visit() && series.n() < policy.max(); i++) {
        series.add(trials.next(), round);
      }
      if (series.n() >= policy.max() || (series.n() >= policy.min() && mayBeNarrow(series))) {
        Convergence convergence =
            Convergence.of(
                policy, series.n(), Map.of(StoppingMetric.LATENCY, series.estimate(LEVEL)));
        if (convergence.state() != State.CONTINUE) {
          return convergence;
        }
      }
    }
  }

  /**
   * False where even the quantile of the normal distribution, below any of Student's, makes the
   * interval too wide: saves the quantile at most looks and changes none of their outcomes.
   */
  private static boolean mayBeNarrow(TrialSeries series) {
    return NORMAL_QUANTILE * series.standardError() <= WIDTH * Math.abs(series.mean());
  }

  private static TrialPolicy policy(int visit) {
    return new TrialPolicy(
        MIN_TRIALS, MAX_TRIALS, visit, LEVEL, WIDTH, WidthOf.HALF, Set.of(StoppingMetric.LATENCY));
  }
}
