package dev.hamlet.benchmarks.clock;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Where the true share of covered runs lies, at 95 %: the exact interval of Clopper and Pearson
 * (1934).
 *
 * @param low lower end
 * @param high upper end
 */
record BinomialInterval(double low, double high) {

  private static final double TAIL = 0.025;

  static BinomialInterval of(long hitCount, long tryCount) {
    double hits = (double) hitCount;
    double tries = (double) tryCount;
    double low =
        hits == 0
            ? 0
            : BetaDistribution.of(hits, tries - hits + 1).inverseCumulativeProbability(TAIL);
    double high =
        hits == tries
            ? 1
            : BetaDistribution.of(hits + 1, tries - hits).inverseCumulativeProbability(1 - TAIL);
    return new BinomialInterval(low, high);
  }
}
