package dev.hamlet.common.experiment;

import java.time.Duration;

/**
 * How a trial is measured. Part of a result's identity: figures of different protocols are
 * different figures.
 *
 * @param profile name of the profile that the values started from
 * @param warmUp least duration of the warm-up
 * @param warmUpInferences least number of inferences of the warm-up
 * @param settle how long nothing runs after the warm-up; at least five time constants of the sensor
 * @param idle duration of each of the two idle baselines
 * @param burst least duration of the burst
 * @param burstInferences least number of inferences of the burst
 * @param guard how long nothing runs after the burst; at least five time constants of the sensor
 * @param trialTimeout longest that a trial may take
 * @param gate what the board must be like
 * @param seed seed of random gaps and orders
 */
public record MeasurementProtocol(
    String profile,
    Duration warmUp,
    int warmUpInferences,
    Duration settle,
    Duration idle,
    Duration burst,
    int burstInferences,
    Duration guard,
    Duration trialTimeout,
    GateRules gate,
    long seed) {

  /** A protocol whose gate leaves foreign load and greatest temperature to the board. */
  public MeasurementProtocol(
      String profile,
      Duration warmUp,
      int warmUpInferences,
      Duration settle,
      Duration idle,
      Duration burst,
      int burstInferences,
      Duration guard,
      Duration trialTimeout,
      double temperatureWithinC,
      Duration gateTimeout,
      long seed) {
    this(
        profile,
        warmUp,
        warmUpInferences,
        settle,
        idle,
        burst,
        burstInferences,
        guard,
        trialTimeout,
        new GateRules(temperatureWithinC, gateTimeout),
        seed);
  }

  /** How far the board's temperature may be from the cell's reference, in kelvin. */
  public double temperatureWithinC() {
    return gate.temperatureWithinC();
  }

  /** Longest that the gate may stay shut. */
  public Duration gateTimeout() {
    return gate.timeout();
  }
}
