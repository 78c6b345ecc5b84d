package dev.hamlet.twin.ina3221;

import java.util.random.RandomGenerator;

/**
 * Draws the errors of a channel, once for a board.
 *
 * <p>Limits of the data sheet (SBOS576A, 25 degrees): shunt offset 40 typical, 80 uV at most; bus
 * offset 8 and 16 mV; gain of both 0.1 and 0.25 %. The tolerance of the resistors, 1 %, is what is
 * usual; that of a TX2 is not known.
 */
@FunctionalInterface
public interface ErrorDraw {

  /** Not in the data sheet: half a step, so that steps average out as they do on real boards. */
  double NOISE_MICROVOLTS = 20;

  /** No systematic errors, only noise. */
  ErrorDraw NOISE_ONLY = fixed(ChannelErrors.NONE.withNoise(NOISE_MICROVOLTS));

  /** Uniform between the data sheet's greatest errors: what limits mean in an interval. */
  ErrorDraw RECTANGULAR =
      random ->
          new ChannelErrors(
              uniform(random, 80),
              uniform(random, 0.0025),
              uniform(random, 16),
              uniform(random, 0.0025),
              NOISE_MICROVOLTS,
              uniform(random, 0.01));

  /**
   * As boards are likely to be: normal with the typical errors as standard deviations, cut at the
   * greatest; resistors uniform.
   */
  ErrorDraw TYPICAL =
      random ->
          new ChannelErrors(
              cut(random, 40, 80),
              cut(random, 0.001, 0.0025),
              cut(random, 8, 16),
              cut(random, 0.001, 0.0025),
              NOISE_MICROVOLTS,
              uniform(random, 0.01));

  /** Errors of one channel. */
  ChannelErrors draw(RandomGenerator random);

  /** The same errors on every channel. */
  static ErrorDraw fixed(ChannelErrors errors) {
    return random -> errors;
  }

  /** The same draw with another noise, in uV of one shunt conversion of 140 us. */
  default ErrorDraw withNoise(double microvolts) {
    return random -> draw(random).withNoise(microvolts);
  }

  private static double uniform(RandomGenerator random, double greatest) {
    return random.nextDouble(-greatest, greatest);
  }

  private static double cut(RandomGenerator random, double typical, double greatest) {
    return Math.max(-greatest, Math.min(greatest, typical * random.nextGaussian()));
  }
}
