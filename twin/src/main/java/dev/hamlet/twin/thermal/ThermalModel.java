package dev.hamlet.twin.thermal;

/**
 * One heat capacity that loses its heat to the air through one resistance.
 *
 * @param resistanceKelvinPerWatt how much warmer than the air one watt makes it in the end, with
 *     the fan at full speed
 * @param capacityJoulesPerKelvin heat it takes to warm it
 * @param ambientC temperature of the air
 */
public record ThermalModel(
    double resistanceKelvinPerWatt, double capacityJoulesPerKelvin, double ambientC) {

  private static final int FULL_FAN = 255;
  private static final double CONDUCTANCE_WITHOUT_FAN = 0.35;

  /** A module with its heat sink and the fan at full speed: time constant 100 s. */
  public static ThermalModel withFan(double ambientC) {
    return new ThermalModel(2.5, 40, ambientC);
  }

  /**
   * The temperature it ends at: where {@code constantWatts + wattsPerKelvin T} equals the loss
   * {@code (T - ambient) / R}.
   */
  public double limitC(double constantWatts, double wattsPerKelvin) {
    return (constantWatts + ambientC / resistanceKelvinPerWatt)
        / (1 / resistanceKelvinPerWatt - wattsPerKelvin);
  }

  /** How fast it approaches the limit: inverse of the time constant, 1/s. */
  public double ratePerSecond(double wattsPerKelvin) {
    return (1 / resistanceKelvinPerWatt - wattsPerKelvin) / capacityJoulesPerKelvin;
  }

  /**
   * The same at another fan speed: what flows to the air falls linearly to 35 % without a fan.
   *
   * @param pwm 0 to 255
   */
  public ThermalModel atFan(int pwm) {
    double share =
        CONDUCTANCE_WITHOUT_FAN + (1 - CONDUCTANCE_WITHOUT_FAN) * pwm / (double) FULL_FAN;
    return pwm == FULL_FAN
        ? this
        : new ThermalModel(resistanceKelvinPerWatt / share, capacityJoulesPerKelvin, ambientC);
  }
}
