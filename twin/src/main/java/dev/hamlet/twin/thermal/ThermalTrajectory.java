package dev.hamlet.twin.thermal;

/**
 * Temperature over time while the board's activity stays as it is; the exact solution of
 *
 * <pre>
 *   C dT/dt = constant + slope T - (T - ambient) / R
 *   T(t)    = limit + (start - limit) exp(-rate t)
 * </pre>
 *
 * <p>Mutable, so that the live board can restart it at every edge without allocating. One thread.
 */
public final class ThermalTrajectory {

  private final ThermalModel model;
  private double startC;
  private double limitC;
  private double ratePerSecond;

  /** At the temperature of the air until it is restarted. */
  public ThermalTrajectory(ThermalModel model) {
    this.model = model;
    this.startC = model.ambientC();
    this.limitC = model.ambientC();
    this.ratePerSecond = model.ratePerSecond(0);
  }

  /**
   * Starts again with other power.
   *
   * @param startTemperatureC temperature at t = 0
   * @param constantWatts heat at 0 degrees
   * @param wattsPerKelvin growth of the heat with temperature
   */
  public void restart(double startTemperatureC, double constantWatts, double wattsPerKelvin) {
    startC = startTemperatureC;
    limitC = model.limitC(constantWatts, wattsPerKelvin);
    ratePerSecond = model.ratePerSecond(wattsPerKelvin);
  }

  /** Temperature so many seconds after the start. */
  public double temperatureC(double seconds) {
    return limitC + (startC - limitC) * Math.exp(-ratePerSecond * seconds);
  }

  /** Integral of the temperature over the first seconds, in kelvin seconds above 0 degrees. */
  public double integralCelsiusSeconds(double seconds) {
    double decayed = -Math.expm1(-ratePerSecond * seconds) / ratePerSecond;
    return limitC * seconds + (startC - limitC) * decayed;
  }
}
