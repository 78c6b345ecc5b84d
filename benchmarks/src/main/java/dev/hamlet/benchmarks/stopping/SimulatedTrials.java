package dev.hamlet.benchmarks.stopping;

import java.util.SplittableRandom;

/** Trials of one simulated cell, one after the other; their true mean is 1. */
final class SimulatedTrials {

  private final StoppingScenario scenario;
  private final SplittableRandom random;
  private final double sigma;
  private double normal;
  private double ofRound;
  private int count;

  SimulatedTrials(StoppingScenario scenario, SplittableRandom random) {
    this.scenario = scenario;
    this.random = random;
    this.sigma = Math.sqrt(Math.log1p(scenario.spread() * scenario.spread()));
    this.normal = random.nextGaussian();
  }

  double next() {
    if (count % scenario.visit() == 0) {
      ofRound = random.nextGaussian();
    }
    count++;
    double mixed =
        Math.sqrt(scenario.roundShare()) * ofRound + Math.sqrt(1 - scenario.roundShare()) * normal;
    normal =
        scenario.lag1() * normal
            + Math.sqrt(1 - scenario.lag1() * scenario.lag1()) * random.nextGaussian();
    return Math.exp(sigma * mixed - sigma * sigma / 2);
  }
}
