package dev.hamlet.twin.board;

import dev.hamlet.twin.ina3221.RailEnergies;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.RailCoefficients;
import dev.hamlet.twin.thermal.ThermalModel;
import dev.hamlet.twin.thermal.ThermalTrajectory;

/**
 * True power, energy and temperature of a board at a moment that only moves forward.
 *
 * <p>Between two changes of activity or operating point, power is linear in temperature and in time
 * and temperature is a known function of time, so the energy of a piece has the closed form
 *
 * <pre>
 *   E_r(t) = E_r(start) + constant_r t + slope_r x integral of T + drift_r t^2 / 2
 * </pre>
 *
 * <p>Moving on costs nothing; the exponential is taken when an energy or temperature is asked for.
 *
 * <p>Threads: one. Nothing allocates after construction, as long as the fan keeps its speed.
 */
final class PowerState implements RailEnergies {

  private static final BoardRail[] RAILS = BoardRail.values();

  private final LevelCoefficients levels;
  private final ThermalModel thermal;
  private final ThermalTrajectory trajectory;
  private final double[] startJoules = new double[BoardRail.COUNT];
  private final double driftWattsPerSecond;
  private final long bornNs;
  private OperatingPoint point;
  private RailCoefficients coefficients;
  private int levelMilli;
  private long startNs;
  private double driftWatts;
  private double driftingWattsPerSecond;
  private double seconds;
  private double celsiusSeconds;
  private boolean integrated;

  /** An idle board that has been idle for so long that its temperature stands still. */
  PowerState(ThermalModel thermal, double driftWattsPerSecond, OperatingPoint point, long startNs) {
    this.thermal = thermal;
    this.trajectory = new ThermalTrajectory(thermal.atFan(point.fanPwm()));
    this.driftWattsPerSecond = driftWattsPerSecond;
    this.point = point;
    this.bornNs = startNs;
    this.startNs = startNs;
    this.levels = new LevelCoefficients(point);
    this.coefficients = levels.at(0);
    double constantWatts = coefficients.constantWatts(BoardRail.VDD_IN);
    double wattsPerKelvin = coefficients.wattsPerKelvin(BoardRail.VDD_IN);
    restart(thermal.atFan(point.fanPwm()).limitC(constantWatts, wattsPerKelvin));
  }

  /** Moves on to a moment, never back. */
  void moveTo(long monotonicNs) {
    seconds = (monotonicNs - startNs) * 1e-9;
    integrated = false;
  }

  /** From this moment on the activity is another. */
  void changeLevel(long monotonicNs, int newLevelMilli) {
    double temperatureC = changeAt(monotonicNs);
    levelMilli = newLevelMilli;
    restart(temperatureC);
  }

  /** From this moment on the board runs otherwise. */
  void changePoint(long monotonicNs, OperatingPoint newPoint) {
    double temperatureC = changeAt(monotonicNs);
    if (newPoint.fanPwm() != point.fanPwm()) {
      trajectory.use(thermal.atFan(newPoint.fanPwm()));
    }
    point = newPoint;
    levels.use(newPoint);
    restart(temperatureC);
  }

  OperatingPoint point() {
    return point;
  }

  int levelMilli() {
    return levelMilli;
  }

  @Override
  public double energyJoules(BoardRail rail) {
    double constantWatts = coefficients.constantWatts(rail);
    if (RailCoefficients.drifts(rail)) {
      constantWatts += driftWatts + 0.5 * driftingWattsPerSecond * seconds;
    }
    double wattsPerKelvin = coefficients.wattsPerKelvin(rail);
    double leaked = wattsPerKelvin == 0 ? 0 : wattsPerKelvin * celsiusSeconds();
    return startJoules[rail.index()] + constantWatts * seconds + leaked;
  }

  double powerWatts(BoardRail rail) {
    double drifted =
        RailCoefficients.drifts(rail) ? driftWatts + driftingWattsPerSecond * seconds : 0;
    return coefficients.watts(rail, temperatureC()) + drifted;
  }

  double temperatureC() {
    return trajectory.temperatureC(seconds);
  }

  private double celsiusSeconds() {
    if (!integrated) {
      celsiusSeconds = trajectory.integralCelsiusSeconds(seconds);
      integrated = true;
    }
    return celsiusSeconds;
  }

  /** Returns the temperature at that moment. */
  private double changeAt(long monotonicNs) {
    moveTo(monotonicNs);
    double temperatureC = temperatureC();
    for (BoardRail rail : RAILS) {
      startJoules[rail.index()] = energyJoules(rail);
    }
    startNs = monotonicNs;
    return temperatureC;
  }

  private void restart(double temperatureC) {
    coefficients = levels.at(levelMilli);
    boolean running = point.condition() == OperatingPoint.Condition.RUNNING;
    driftingWattsPerSecond = running ? driftWattsPerSecond : 0;
    driftWatts = driftingWattsPerSecond * (startNs - bornNs) * 1e-9;
    trajectory.restart(
        temperatureC,
        coefficients.constantWatts(BoardRail.VDD_IN) + driftWatts,
        coefficients.wattsPerKelvin(BoardRail.VDD_IN),
        driftingWattsPerSecond);
    seconds = 0;
    celsiusSeconds = 0;
    integrated = true;
  }
}
