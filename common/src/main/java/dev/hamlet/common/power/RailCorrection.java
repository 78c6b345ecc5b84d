package dev.hamlet.common.power;

/**
 * What an operator found out about a rail with a better meter: {@code true watts = gainRatio x
 * watts as read + offsetWatts}. Applied where watts are derived; integers stay as read.
 *
 * @param gainRatio what watts as read are multiplied with; above 0; a shunt that differs from what
 *     the driver takes it for is a part of it
 * @param offsetWatts what is then added, in watts
 */
public record RailCorrection(double gainRatio, double offsetWatts) {

  /** Readings are taken as they are. */
  public static final RailCorrection NONE = new RailCorrection(1, 0);

  /** Refuses a gain that is no positive number. */
  public RailCorrection {
    if (!(gainRatio > 0) || !Double.isFinite(gainRatio) || !Double.isFinite(offsetWatts)) {
      throw new IllegalArgumentException(
          "gain " + gainRatio + " and offset " + offsetWatts + " are no correction");
    }
  }

  /** True watts of what was read. */
  public double apply(double watts) {
    return watts * gainRatio + offsetWatts;
  }
}
