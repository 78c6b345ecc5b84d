package dev.hamlet.twin.power;

/**
 * Power of every rail as a function of temperature: {@code P_r(T) = constant_r + slope_r T}, T in
 * degrees Celsius.
 *
 * <p>Filled in by {@link PowerModel#fill} again and again; one thread.
 */
public final class RailCoefficients {

  private final double[] constantWatts = new double[BoardRail.COUNT];
  private final double[] wattsPerKelvin = new double[BoardRail.COUNT];

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

  void set(BoardRail rail, double constant, double slope) {
    constantWatts[rail.index()] = constant;
    wattsPerKelvin[rail.index()] = slope;
  }
}
