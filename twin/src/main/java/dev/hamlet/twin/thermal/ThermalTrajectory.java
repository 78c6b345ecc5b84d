package dev.hamlet.twin.thermal;

/**
 * Temperature over time while the board's activity stays as it is; the exact solution of
 *
 * <pre>
 *   C dT/dt = constant + drift t + slope T - (T - ambient) / R
 *   T(t)    = limit + climb (t - 1/rate) + (start - limit + climb/rate) exp(-rate t)
 *   climb   = drift / (C rate)
 * </pre>
 *
 * <p>Mutable, so that the live board can restart it at every edge without allocating. One thread.
 */
public final class ThermalTrajectory {

  private static final double SMALL = 1e-3;

  private ThermalModel model;
  private double limitC;
  private double ratePerSecond;
  private double climbCelsiusPerSecond;
  private double awayC;

  /** At the temperature of the air until it is restarted. */
  public ThermalTrajectory(ThermalModel model) {
    this.model = model;
    restart(model.ambientC(), 0, 0);
  }

  /** From the next restart on heat leaves it otherwise. */
  public void use(ThermalModel other) {
    model = other;
  }

  /**
   * Starts again with other power.
   *
   * @param startTemperatureC temperature at t = 0
   * @param constantWatts heat at 0 degrees
   * @param wattsPerKelvin growth of the heat with temperature
   */
  public void restart(double startTemperatureC, double constantWatts, double wattsPerKelvin) {
    restart(startTemperatureC, constantWatts, wattsPerKelvin, 0);
  }

  /**
   * Starts again with other power that also drifts.
   *
   * @param wattsPerSecond growth of the heat with time
   */
  public void restart(
      double startTemperatureC,
      double constantWatts,
      double wattsPerKelvin,
      double wattsPerSecond) {
    ratePerSecond = model.ratePerSecond(wattsPerKelvin);
    climbCelsiusPerSecond = wattsPerSecond / (model.capacityJoulesPerKelvin() * ratePerSecond);
    limitC = model.limitC(constantWatts, wattsPerKelvin) - climbCelsiusPerSecond / ratePerSecond;
    awayC = startTemperatureC - limitC;
  }

  /** Temperature so many seconds after the start. */
  public double temperatureC(double seconds) {
    return limitC + climbCelsiusPerSecond * seconds + awayC * Math.exp(-ratePerSecond * seconds);
  }

  /** Integral of the temperature over the first seconds, in kelvin seconds above 0 degrees. */
  public double integralCelsiusSeconds(double seconds) {
    double decayed = decayed(ratePerSecond * seconds) * seconds;
    return (limitC + 0.5 * climbCelsiusPerSecond * seconds) * seconds + awayC * decayed;
  }

  /**
   * {@code (1 - exp(-x)) / x}. Pieces of a board's course last milliseconds and rates are of
   * minutes: there four terms of the series are exact to the last digit or two ({@code x^4 / 120}
   * is left out) and cost a tenth of the function.
   */
  private static double decayed(double x) {
    return x < SMALL ? 1 - x * (0.5 - x * (1.0 / 6 - x / 24)) : -Math.expm1(-x) / x;
  }
}
