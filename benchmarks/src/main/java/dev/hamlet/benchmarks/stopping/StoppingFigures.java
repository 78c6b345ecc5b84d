package dev.hamlet.benchmarks.stopping;

import dev.hamlet.common.statistics.Convergence;
import dev.hamlet.common.statistics.Convergence.State;

/** What became of the cells of one scenario. Not for several threads. */
final class StoppingFigures {

  /** Up to this correlation coverage must be within two bounds. */
  private static final double MODERATE = 0.3;

  private final StoppingScenario scenario;
  private final Tally converged = new Tally();
  private final Tally autocorrelated = new Tally();
  private final Tally all = new Tally();
  private long trials;

  StoppingFigures(StoppingScenario scenario) {
    this.scenario = scenario;
  }

  void add(Convergence end, boolean covered) {
    all.add(covered);
    trials += end.trials();
    if (end.state() == State.CONVERGED) {
      converged.add(covered);
    } else if (!end.autocorrelated().isEmpty()) {
      autocorrelated.add(covered);
    }
  }

  StoppingScenario scenario() {
    return scenario;
  }

  /** Cells that converged. */
  Tally converged() {
    return converged;
  }

  /** Cells that ended at the greatest number of trials and said that they hang together. */
  Tally autocorrelated() {
    return autocorrelated;
  }

  /** All cells, whatever their end. */
  Tally all() {
    return all;
  }

  double meanTrials() {
    return (double) trials / all.tries();
  }

  /**
   * How the goal stands: 94 to 96 % of the converged cells where successive trials correlate by up
   * to 0.3; beyond that, and where rounds have effects of their own, at least 93 % of the cells
   * that converged or said that they are autocorrelated.
   */
  Goal goal() {
    if (scenario.lag1() <= MODERATE && scenario.roundShare() == 0) {
      return Goal.of(converged, 0.94, 0.96);
    }
    Tally honest = new Tally();
    honest.add(converged);
    honest.add(autocorrelated);
    return Goal.of(honest, 0.93, 1);
  }

  /** How a goal stands. */
  enum Goal {
    /** The share is within its bounds. */
    MET,
    /** It is not, but its binomial interval reaches them: too few cells to tell. */
    OPEN,
    /** It is not. */
    MISSED;

    static Goal of(Tally tally, double low, double high) {
      if (tally.share() >= low && tally.share() <= high) {
        return MET;
      }
      return tally.high() >= low && tally.low() <= high ? OPEN : MISSED;
    }
  }
}
