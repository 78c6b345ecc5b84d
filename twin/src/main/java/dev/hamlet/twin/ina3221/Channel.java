package dev.hamlet.twin.ina3221;

import dev.hamlet.twin.power.BoardRail;
import java.util.random.RandomGenerator;

/**
 * One channel: its two filtered voltages and the registers that show them.
 *
 * <p>The filter works on the unrounded sample and the register shows it in whole steps, to the
 * nearest; how many bits the chip keeps inside and whether it cuts is not published, and half a
 * step is within the offset that the data sheet allows.
 */
final class Channel {

  private static final double NOISE_CONVERSION_NS = 140_000;
  private static final double SHUNT_STEP_MICROVOLTS = 40;
  private static final double BUS_STEP_MILLIVOLTS = 8;
  private static final long GREATEST_CODE = 4095;
  private static final int UNUSED_BITS = 3;

  private final BoardRail rail;
  private final ChannelErrors errors;
  private final double microvoltsPerWatt;
  private final double busSampleMillivolts;
  private double weight;
  private double noiseMicrovolts;
  private double shuntMicrovolts = Double.NaN;
  private double busMillivolts = Double.NaN;
  private boolean shuntAnew;
  private boolean busAnew;

  Channel(BoardRail rail, ChannelErrors errors, ConfigWord config) {
    this.rail = rail;
    this.errors = errors;
    this.microvoltsPerWatt = rail.shuntMilliohms() * 1e3 * errors.shuntFactor() / rail.busVolts();
    this.busSampleMillivolts =
        rail.busVolts() * 1e3 * (1 + errors.busGain()) + errors.busOffsetMillivolts();
    configure(config);
  }

  BoardRail rail() {
    return rail;
  }

  /** From now on conversions last and are averaged as this word says. */
  void configure(ConfigWord config) {
    weight = 1.0 / config.averages();
    noiseMicrovolts =
        errors.noiseMicrovolts() * Math.sqrt(NOISE_CONVERSION_NS / config.shuntConversionNs());
  }

  /** Averaging starts anew at the next samples; until then the registers stay. */
  void forget() {
    shuntAnew = true;
    busAnew = true;
  }

  /** Registers show 0, as after power-up. */
  void clear() {
    shuntMicrovolts = Double.NaN;
    busMillivolts = Double.NaN;
  }

  /** Whether both registers hold a value. */
  boolean ready() {
    return !Double.isNaN(shuntMicrovolts) && !Double.isNaN(busMillivolts);
  }

  /** A conversion of the shunt voltage ends that saw so much power on average. */
  void convertShunt(double meanWatts, RandomGenerator noise) {
    double sample = meanWatts * microvoltsPerWatt + errors.shuntOffsetMicrovolts();
    if (noiseMicrovolts > 0) {
      sample += noiseMicrovolts * noise.nextGaussian();
    }
    shuntMicrovolts = filtered(shuntAnew ? Double.NaN : shuntMicrovolts, sample);
    shuntAnew = false;
  }

  /** A conversion of the bus voltage ends. */
  void convertBus() {
    busMillivolts = filtered(busAnew ? Double.NaN : busMillivolts, busSampleMillivolts);
    busAnew = false;
  }

  /** The shunt register: signed, 40 uV in bit 3; 0 before the first conversion. */
  short shuntRegister() {
    return register(shuntMicrovolts / SHUNT_STEP_MICROVOLTS);
  }

  /** The bus register: signed, 8 mV in bit 3; 0 before the first conversion. */
  short busRegister() {
    return register(busMillivolts / BUS_STEP_MILLIVOLTS);
  }

  /** {@code in_currentN_input}: whole mA, rounded. */
  long milliamps() {
    return L4tScale.milliamps(shuntRegister(), rail.shuntMilliohms());
  }

  /** {@code in_voltageN_input}: whole steps of 8 mV. */
  long millivolts() {
    return L4tScale.millivolts(busRegister());
  }

  /** {@code in_powerN_input}: {@code mV x mA / 1000}, truncated. */
  long milliwatts() {
    return millivolts() * milliamps() / 1000;
  }

  /** {@code new = old + (sample - old) / N}, started at the first sample. */
  private double filtered(double old, double sample) {
    return Double.isNaN(old) ? sample : old + (sample - old) * weight;
  }

  private static short register(double steps) {
    long code = Math.max(-GREATEST_CODE, Math.min(GREATEST_CODE, Math.round(steps)));
    return (short) (code << UNUSED_BITS);
  }
}
