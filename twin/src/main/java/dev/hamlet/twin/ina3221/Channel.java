package dev.hamlet.twin.ina3221;

import dev.hamlet.twin.power.BoardRail;
import java.util.random.RandomGenerator;

/**
 * One channel: its two filtered registers and what the L4T driver reads from them.
 *
 * <p>The filter works on the unrounded sample and the register shows it in whole steps; how many
 * bits the chip keeps inside is not published.
 */
final class Channel {

  private static final double NOISE_CONVERSION_NS = 140_000;
  private static final double SHUNT_STEP_MICROVOLTS = 40;
  private static final double BUS_STEP_MILLIVOLTS = 8;
  private static final long GREATEST_CODE = 4095;

  private final BoardRail rail;
  private final ChannelErrors errors;
  private final double weight;
  private final double noiseMicrovolts;
  private double shuntMicrovolts = Double.NaN;
  private double busMillivolts = Double.NaN;

  Channel(BoardRail rail, ChannelErrors errors, ConfigWord config) {
    this.rail = rail;
    this.errors = errors;
    this.weight = 1.0 / config.averages();
    this.noiseMicrovolts =
        errors.noiseMicrovolts() * Math.sqrt(NOISE_CONVERSION_NS / config.shuntConversionNs());
  }

  BoardRail rail() {
    return rail;
  }

  /** Whether both registers hold a value. */
  boolean ready() {
    return !Double.isNaN(shuntMicrovolts) && !Double.isNaN(busMillivolts);
  }

  /** A conversion of the shunt voltage ends that saw so much power on average. */
  void convertShunt(double meanWatts, RandomGenerator noise) {
    double amperes = meanWatts / rail.busVolts();
    double sample =
        amperes * rail.shuntMilliohms() * 1e3 * (1 + errors.shuntGain())
            + errors.shuntOffsetMicrovolts()
            + noiseMicrovolts * noise.nextGaussian();
    shuntMicrovolts = filtered(shuntMicrovolts, sample);
  }

  /** A conversion of the bus voltage ends. */
  void convertBus() {
    double sample = rail.busVolts() * 1e3 * (1 + errors.busGain()) + errors.busOffsetMillivolts();
    busMillivolts = filtered(busMillivolts, sample);
  }

  /** {@code in_currentN_input}: whole mA, rounded. */
  long milliamps() {
    long microvolts = code(shuntMicrovolts / SHUNT_STEP_MICROVOLTS) * 40;
    return Math.round((double) microvolts / rail.shuntMilliohms());
  }

  /** {@code in_voltageN_input}: whole steps of 8 mV. */
  long millivolts() {
    return code(busMillivolts / BUS_STEP_MILLIVOLTS) * 8;
  }

  /** {@code in_powerN_input}: {@code mV x mA / 1000}, truncated. */
  long milliwatts() {
    return millivolts() * milliamps() / 1000;
  }

  /** {@code new = old + (sample - old) / N}, started at the first sample. */
  private double filtered(double old, double sample) {
    return Double.isNaN(old) ? sample : old + (sample - old) * weight;
  }

  private static long code(double steps) {
    return Math.max(-GREATEST_CODE, Math.min(GREATEST_CODE, Math.round(steps)));
  }
}
