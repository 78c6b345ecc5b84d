package dev.hamlet.twin.power;

/**
 * Power of every rail as a function of temperature and time: {@code P_r(T, t) = constant_r +
 * slope_r T + drift_r t}, T in degrees Celsius, t in seconds.
 *
 * <p>Filled in by {@link PowerModel#fill} again and again; one thread.
 */
public final class RailCoefficients {

  private final double[] constantWatts = new double[BoardRail.COUNT];
  private final double[] wattsPerKelvin = new double[BoardRail.COUNT];
  private final double[] wattsPerSecond = new double[BoardRail.COUNT];

  /** Power of a rail at 0 degrees. */
  public double constantWatts(BoardRail rail) {
    return constantWatts[rail.index()];
  }

  /** Growth of a rail's power with temperature. */
  public double wattsPerKelvin(BoardRail rail) {
    return wattsPerKelvin[rail.index()];
  }

  /** Power of a rail at a temperature. */
  public double watts(BoardRail rail, double temperatureC) {
    return constantWatts(rail) + wattsPerKelvin(rail) * temperatureC;
  }

  /** Growth of a rail's power with time; 0 unless {@link #drift} was called. */
  public double wattsPerSecond(BoardRail rail) {
    return wattsPerSecond[rail.index()];
  }

  /** Power of a rail at a temperature, so many seconds after t = 0. */
  public double watts(BoardRail rail, double temperatureC, double seconds) {
    return watts(rail, temperatureC) + wattsPerSecond(rail) * seconds;
  }

  /** Whether the drift of the chip's idle power shows on a rail. */
  public static boolean drifts(BoardRail rail) {
    return rail == BoardRail.VDD_SYS_SOC || rail == BoardRail.VDD_IN;
  }

  /**
   * Lets the idle power of the chip drift: on VDD_SYS_SOC, and so on VDD_IN.
   *
   * @param driftWattsPerSecond growth with time
   * @param ageSeconds how long it has been growing at t = 0
   */
  public void drift(double driftWattsPerSecond, double ageSeconds) {
    drift(BoardRail.VDD_SYS_SOC, driftWattsPerSecond, ageSeconds);
    drift(BoardRail.VDD_IN, driftWattsPerSecond, ageSeconds);
  }

  private void drift(BoardRail rail, double driftWattsPerSecond, double ageSeconds) {
    constantWatts[rail.index()] += driftWattsPerSecond * ageSeconds;
    wattsPerSecond[rail.index()] = driftWattsPerSecond;
  }

  void set(BoardRail rail, double constant, double slope) {
    constantWatts[rail.index()] = constant;
    wattsPerKelvin[rail.index()] = slope;
  }
}
