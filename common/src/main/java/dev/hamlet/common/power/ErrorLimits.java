package dev.hamlet.common.power;

import java.util.List;

/**
 * How far the readings of a rail may be off for good: what no repetition averages out.
 *
 * <p>Each limit is the half-width of a rectangular distribution, of which a device is one draw: the
 * errors of its rails stay the same for all of its trials, and cancel in a ratio of two of its
 * figures as far as they are gains.
 *
 * @param gainRatios limits of the relative errors that multiply up: power is off by the product of
 *     1 plus each; empty if not known
 * @param offsetWatts limit of what is added to every reading, in watts; it cancels where idle power
 *     is taken off; 0 if there is none or it is not known
 */
public record ErrorLimits(List<Double> gainRatios, double offsetWatts) {

  /** Nothing is known of the errors; that is not to say that there are none. */
  public static final ErrorLimits UNKNOWN = new ErrorLimits(List.of(), 0);

  private static final double SHUNT_GAIN = 0.0025;
  private static final double BUS_GAIN = 0.0025;
  private static final double SHUNT_TOLERANCE = 0.01;
  private static final double SHUNT_OFFSET_VOLTS = 80e-6;
  private static final double BUS_OFFSET_VOLTS = 16e-3;

  /** Copies the list. */
  public ErrorLimits {
    gainRatios = List.copyOf(gainRatios);
  }

  /**
   * Limits of a channel of an INA3221 at 25 degrees (data sheet SBOS576: gain 0.25 % each, offsets
   * 80 uV and 16 mV) behind a shunt of 1 %.
   *
   * <pre>
   *   gains    shunt gain, bus gain, shunt tolerance, bus offset / bus voltage
   *   offset   80 uV / shunt x bus voltage
   * </pre>
   *
   * @param shuntMicroohms the shunt
   * @param busVolts voltage of the rail
   * @return {@link #UNKNOWN} unless both are above 0
   */
  public static ErrorLimits ina3221(long shuntMicroohms, double busVolts) {
    if (shuntMicroohms <= 0 || !(busVolts > 0)) {
      return UNKNOWN;
    }
    return new ErrorLimits(
        List.of(SHUNT_GAIN, BUS_GAIN, SHUNT_TOLERANCE, BUS_OFFSET_VOLTS / busVolts),
        SHUNT_OFFSET_VOLTS / (shuntMicroohms * 1e-6) * busVolts);
  }

  /** Whether any limit is stated. */
  public boolean known() {
    return !gainRatios.isEmpty() || offsetWatts > 0;
  }
}
