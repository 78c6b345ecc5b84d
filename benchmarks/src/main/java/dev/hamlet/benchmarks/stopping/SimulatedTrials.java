package dev.hamlet.benchmarks.stopping;

import java.util.SplittableRandom;

/**
 * Trials of one simulated cell, one after the other; their true mean is 1, or begins there where it
 * drifts.
 */
final class SimulatedTrials {

  private final StoppingScenario scenario;
  private final SplittableRandom random;
  private final double sigma;
  private double normal;
  private double ofRound;
  private int count;
  private double means;

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
    double mean = 1 + scenario.trend() * count / StoppingScenario.TREND_TRIALS;
    count++;
    means += mean;
    double mixed =
        Math.sqrt(scenario.roundShare()) * ofRound + Math.sqrt(1 - scenario.roundShare()) * normal;
    normal =
        scenario.lag1() * normal
            + Math.sqrt(1 - scenario.lag1() * scenario.lag1()) * random.nextGaussian();
    return mean * Math.exp(sigma * mixed - sigma * sigma / 2);
  }

  /** What the mean of the trials so far estimates: the mean of their true means. */
  double truth() {
    return means / count;
  }
}
