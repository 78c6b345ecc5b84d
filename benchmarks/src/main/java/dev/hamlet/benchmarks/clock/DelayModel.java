package dev.hamlet.benchmarks.clock;

import java.util.random.RandomGenerator;

/**
 * Time on one way: at least 1 ms, at most a longest of 2 to 20 ms that the run draws, more often
 * short or more often long.
 */
record DelayModel(double longestNs, double exponent) {

  private static final double SHORTEST_NS = 1e6;

  static DelayModel draw(RandomGenerator random) {
    return new DelayModel(
        (2 + 18 * random.nextDouble()) * 1e6, Math.pow(2, 3 * random.nextDouble() - 1));
  }

  long next(RandomGenerator random) {
    return (long)
        (SHORTEST_NS + (longestNs - SHORTEST_NS) * Math.pow(random.nextDouble(), exponent));
  }
}
