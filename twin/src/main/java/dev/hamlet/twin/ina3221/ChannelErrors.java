package dev.hamlet.twin.ina3221;

/**
 * Errors of one channel; but for the noise constant for a chip's life.
 *
 * @param shuntOffsetMicrovolts added to the shunt voltage; at most 80
 * @param shuntGain relative error of the shunt voltage; at most 0.0025
 * @param busOffsetMillivolts added to the bus voltage; at most 16
 * @param busGain relative error of the bus voltage; at most 0.0025
 * @param noiseMicrovolts standard deviation of one shunt conversion of 140 us
 * @param shuntTolerance relative error of the resistor, which the driver does not know
 */
public record ChannelErrors(
    double shuntOffsetMicrovolts,
    double shuntGain,
    double busOffsetMillivolts,
    double busGain,
    double noiseMicrovolts,
    double shuntTolerance) {

  /** A perfect channel. */
  public static final ChannelErrors NONE = new ChannelErrors(0, 0, 0, 0, 0, 0);

  /** A channel whose resistor is as marked. */
  public ChannelErrors(
      double shuntOffsetMicrovolts,
      double shuntGain,
      double busOffsetMillivolts,
      double busGain,
      double noiseMicrovolts) {
    this(shuntOffsetMicrovolts, shuntGain, busOffsetMillivolts, busGain, noiseMicrovolts, 0);
  }

  /** The same with another noise. */
  public ChannelErrors withNoise(double microvolts) {
    return new ChannelErrors(
        shuntOffsetMicrovolts, shuntGain, busOffsetMillivolts, busGain, microvolts, shuntTolerance);
  }

  /** True shunt voltage as the chip sees it / what it would be without errors, offset apart. */
  double shuntFactor() {
    return (1 + shuntGain) * (1 + shuntTolerance);
  }
}
