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
   * The goal: 94 to 96 % of the converged cells up to a correlation of 0.3; beyond it at least 93 %
   * of those that converged or said that they are autocorrelated. A tenth of a point is left to
   * chance.
   */
  boolean isGoalMet() {
    if (scenario.lag1() <= MODERATE && scenario.roundShare() <= MODERATE) {
      return converged.share() >= 0.939 && converged.share() <= 0.961;
    }
    double hits = converged.hits() + autocorrelated.hits();
    return hits / (converged.tries() + autocorrelated.tries()) >= 0.929;
  }
}
