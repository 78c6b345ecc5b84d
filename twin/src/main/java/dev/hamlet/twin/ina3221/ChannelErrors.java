package dev.hamlet.twin.ina3221;

import java.util.random.RandomGenerator;

/**
 * Systematic errors of one channel; constant for a chip's life.
 *
 * @param shuntOffsetMicrovolts added to the shunt voltage; at most 80
 * @param shuntGain relative error of the shunt voltage; at most 0.0025
 * @param busOffsetMillivolts added to the bus voltage; at most 16
 * @param busGain relative error of the bus voltage; at most 0.0025
 * @param noiseMicrovolts standard deviation of one shunt conversion of 140 us
 */
public record ChannelErrors(
    double shuntOffsetMicrovolts,
    double shuntGain,
    double busOffsetMillivolts,
    double busGain,
    double noiseMicrovolts) {

  /** A perfect channel. */
  public static final ChannelErrors NONE = new ChannelErrors(0, 0, 0, 0, 0);

  /** Not in the data sheet: half a step, so that steps average out as they do on real boards. */
  private static final double NOISE_MICROVOLTS = 20;

  /**
   * Draws a channel: normal with the data sheet's typical figures as standard deviations, cut at
   * its maxima (offset 40 and 80 uV, 8 and 16 mV; gain 0.1 and 0.25 %).
   */
  public static ChannelErrors draw(RandomGenerator random) {
    return new ChannelErrors(
        cut(random, 40, 80),
        cut(random, 0.001, 0.0025),
        cut(random, 8, 16),
        cut(random, 0.001, 0.0025),
        NOISE_MICROVOLTS);
  }

  private static double cut(RandomGenerator random, double typical, double greatest) {
    return Math.max(-greatest, Math.min(greatest, typical * random.nextGaussian()));
  }
}
