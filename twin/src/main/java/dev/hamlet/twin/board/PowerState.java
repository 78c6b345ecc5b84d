package dev.hamlet.twin.board;

import dev.hamlet.twin.ina3221.RailEnergies;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.PowerModel;
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
 * <p>Threads: one. Nothing allocates after construction, as long as the fan keeps its speed.
 */
final class PowerState implements RailEnergies {

  private static final BoardRail[] RAILS = BoardRail.values();

  private final PowerModel model = new PowerModel();
  private final ThermalModel thermal;
  private final ThermalTrajectory trajectory;
  private final RailCoefficients coefficients = new RailCoefficients();
  private final double[] startJoules = new double[BoardRail.COUNT];
  private final double driftWattsPerSecond;
  private final long bornNs;
  private OperatingPoint point;
  private int levelMilli;
  private long startNs;
  private double seconds;
  private double celsiusSeconds;

  /** An idle board that has been idle for so long that its temperature stands still. */
  PowerState(ThermalModel thermal, double driftWattsPerSecond, OperatingPoint point, long startNs) {
    this.thermal = thermal;
    this.trajectory = new ThermalTrajectory(thermal.atFan(point.fanPwm()));
    this.driftWattsPerSecond = driftWattsPerSecond;
    this.point = point;
    this.bornNs = startNs;
    this.startNs = startNs;
    model.fill(point, 0, coefficients);
    restart(
        thermal
            .atFan(point.fanPwm())
            .limitC(
                coefficients.constantWatts(BoardRail.VDD_IN),
                coefficients.wattsPerKelvin(BoardRail.VDD_IN)));
  }

  /** Moves on to a moment, never back. */
  void moveTo(long monotonicNs) {
    seconds = (monotonicNs - startNs) * 1e-9;
    celsiusSeconds = trajectory.integralCelsiusSeconds(seconds);
  }

  /** From this moment on the activity is another. */
  void changeLevel(long monotonicNs, int newLevelMilli) {
    changeAt(monotonicNs);
    levelMilli = newLevelMilli;
    refill();
  }

  /** From this moment on the board runs otherwise. */
  void changePoint(long monotonicNs, OperatingPoint newPoint) {
    changeAt(monotonicNs);
    if (newPoint.fanPwm() != point.fanPwm()) {
      trajectory.use(thermal.atFan(newPoint.fanPwm()));
    }
    point = newPoint;
    refill();
  }

  OperatingPoint point() {
    return point;
  }

  int levelMilli() {
    return levelMilli;
  }

  @Override
  public double energyJoules(BoardRail rail) {
    return startJoules[rail.index()]
        + (coefficients.constantWatts(rail) + 0.5 * coefficients.wattsPerSecond(rail) * seconds)
            * seconds
        + coefficients.wattsPerKelvin(rail) * celsiusSeconds;
  }

  double powerWatts(BoardRail rail) {
    return coefficients.watts(rail, temperatureC(), seconds);
  }

  double temperatureC() {
    return trajectory.temperatureC(seconds);
  }

  private void changeAt(long monotonicNs) {
    moveTo(monotonicNs);
    for (BoardRail rail : RAILS) {
      startJoules[rail.index()] = energyJoules(rail);
    }
    startNs = monotonicNs;
  }

  /** Temperature first, from the old trajectory. */
  private void refill() {
    double temperatureC = temperatureC();
    model.fill(point, levelMilli, coefficients);
    restart(temperatureC);
  }

  private void restart(double temperatureC) {
    boolean running = point.condition() == OperatingPoint.Condition.RUNNING;
    coefficients.drift(running ? driftWattsPerSecond : 0, (startNs - bornNs) * 1e-9);
    trajectory.restart(
        temperatureC,
        coefficients.constantWatts(BoardRail.VDD_IN),
        coefficients.wattsPerKelvin(BoardRail.VDD_IN),
        coefficients.wattsPerSecond(BoardRail.VDD_IN));
    seconds = 0;
    celsiusSeconds = 0;
  }
}
