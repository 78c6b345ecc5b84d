package dev.hamlet.twin.board;

import dev.hamlet.twin.ina3221.RailEnergies;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.power.PowerModel;
import dev.hamlet.twin.power.RailCoefficients;
import dev.hamlet.twin.thermal.ThermalModel;
import dev.hamlet.twin.thermal.ThermalTrajectory;

/**
 * True power, energy and temperature of a board at a moment that only moves forward.
 *
 * <p>Between two changes of activity or power mode, power is linear in temperature and temperature
 * is an exponential, so the energy of a piece has the closed form
 *
 * <pre>
 *   E_r(t) = E_r(start) + constant_r t + slope_r x integral of T
 * </pre>
 *
 * <p>Threads: one. Nothing allocates after construction.
 */
final class PowerState implements RailEnergies {

  private static final BoardRail[] RAILS = BoardRail.values();

  private final PowerModel model;
  private final ThermalTrajectory trajectory;
  private final RailCoefficients coefficients = new RailCoefficients();
  private final double[] startJoules = new double[BoardRail.COUNT];
  private PowerMode mode;
  private int levelMilli;
  private long startNs;
  private double seconds;
  private double celsiusSeconds;

  /** An idle board that has been idle for so long that its temperature stands still. */
  PowerState(PowerModel model, ThermalModel thermal, PowerMode mode, long startNs) {
    this.model = model;
    this.trajectory = new ThermalTrajectory(thermal);
    this.mode = mode;
    this.startNs = startNs;
    model.fill(mode, 0, coefficients);
    restart(
        thermal.limitC(
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

  /** From this moment on the power mode is another. */
  void changeMode(long monotonicNs, PowerMode newMode) {
    changeAt(monotonicNs);
    mode = newMode;
    refill();
  }

  @Override
  public double energyJoules(BoardRail rail) {
    return startJoules[rail.index()]
        + coefficients.constantWatts(rail) * seconds
        + coefficients.wattsPerKelvin(rail) * celsiusSeconds;
  }

  double powerWatts(BoardRail rail) {
    return coefficients.watts(rail, temperatureC());
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

  private void refill() {
    double temperatureC = temperatureC();
    model.fill(mode, levelMilli, coefficients);
    restart(temperatureC);
  }

  private void restart(double temperatureC) {
    trajectory.restart(
        temperatureC,
        coefficients.constantWatts(BoardRail.VDD_IN),
        coefficients.wattsPerKelvin(BoardRail.VDD_IN));
    seconds = 0;
    celsiusSeconds = 0;
  }
}
