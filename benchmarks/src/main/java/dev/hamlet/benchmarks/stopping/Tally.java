package dev.hamlet.benchmarks.stopping;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** How many intervals covered. Not for several threads. */
final class Tally {

  private static final double TAIL = 0.025;

  private long tries;
  private long hits;

  void add(boolean hit) {
    tries++;
    hits += hit ? 1 : 0;
  }

  void add(Tally other) {
    tries += other.tries;
    hits += other.hits;
  }

  long tries() {
    return tries;
  }

  long hits() {
    return hits;
  }

  /** NaN without tries. */
  double share() {
    return (double) hits / tries;
  }

  /** Lower end of the exact 95 % interval of the share (Clopper and Pearson 1934). */
  double low() {
    return hits == 0
        ? 0
        : BetaDistribution.of((double) hits, tries - hits + 1.0).inverseCumulativeProbability(TAIL);
  }

  /** Upper end of the same interval. */
  double high() {
    return hits == tries
        ? 1
        : BetaDistribution.of(hits + 1.0, (double) (tries - hits)).inverseSurvivalProbability(TAIL);
  }
}
