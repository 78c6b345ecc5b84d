package dev.hamlet.twin.truth;

import dev.hamlet.twin.board.ActivityEdge;
import dev.hamlet.twin.board.OperatingChange;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.PowerModel;
import dev.hamlet.twin.power.RailCoefficients;
import dev.hamlet.twin.thermal.ThermalModel;
import dev.hamlet.twin.thermal.ThermalTrajectory;

/** A stretch of time with one activity level and one operating point. */
final class Piece {

  private final ThermalModel thermal;
  private final double driftWattsPerSecond;
  private final long bornNs;
  private final OperatingPoint point;
  private final int levelMilli;
  private final long startNs;
  private final double[] startJoules;
  private final RailCoefficients coefficients = new RailCoefficients();
  private final ThermalTrajectory trajectory;

  private Piece(
      ThermalModel thermal,
      double driftWattsPerSecond,
      long bornNs,
      OperatingPoint point,
      int levelMilli,
      long startNs,
      double[] startJoules) {
    this.thermal = thermal;
    this.driftWattsPerSecond = driftWattsPerSecond;
    this.bornNs = bornNs;
    this.point = point;
    this.levelMilli = levelMilli;
    this.startNs = startNs;
    this.startJoules = startJoules;
    this.trajectory = new ThermalTrajectory(thermal.atFan(point.fanPwm()));
    new PowerModel().fill(point, levelMilli, coefficients);
  }

  /** The board before anything happens: its temperature stands still but for the drift. */
  static Piece first(
      ThermalModel thermal, double driftWattsPerSecond, OperatingPoint point, long startNs) {
    double[] none = new double[BoardRail.COUNT];
    Piece piece = new Piece(thermal, driftWattsPerSecond, startNs, point, 0, startNs, none);
    double settledC =
        thermal
            .atFan(point.fanPwm())
            .limitC(
                piece.coefficients.constantWatts(BoardRail.VDD_IN),
                piece.coefficients.wattsPerKelvin(BoardRail.VDD_IN));
    return piece.startedAt(settledC);
  }

  Piece then(ActivityEdge edge) {
    return next(point, edge.levelMilli(), edge.monotonicNs());
  }

  Piece then(OperatingChange change) {
    return next(change.point(), levelMilli, change.monotonicNs());
  }

  long startNs() {
    return startNs;
  }

  double temperatureC(long monotonicNs) {
    return trajectory.temperatureC(seconds(monotonicNs));
  }

  double powerWatts(BoardRail rail, long monotonicNs) {
    return coefficients.watts(rail, temperatureC(monotonicNs), seconds(monotonicNs));
  }

  /** Since the board's start. */
  double energyJoules(BoardRail rail, long untilNs) {
    double seconds = seconds(untilNs);
    return startJoules[rail.index()]
        + coefficients.constantWatts(rail) * seconds
        + 0.5 * coefficients.wattsPerSecond(rail) * seconds * seconds
        + coefficients.wattsPerKelvin(rail) * trajectory.integralCelsiusSeconds(seconds);
  }

  private Piece next(OperatingPoint newPoint, int newLevelMilli, long atNs) {
    double[] joules = new double[BoardRail.COUNT];
    for (BoardRail rail : BoardRail.values()) {
      joules[rail.index()] = energyJoules(rail, atNs);
    }
    return new Piece(thermal, driftWattsPerSecond, bornNs, newPoint, newLevelMilli, atNs, joules)
        .startedAt(temperatureC(atNs));
  }

  private Piece startedAt(double temperatureC) {
    boolean running = point.condition() == OperatingPoint.Condition.RUNNING;
    coefficients.drift(running ? driftWattsPerSecond : 0, seconds(startNs, bornNs));
    trajectory.restart(
        temperatureC,
        coefficients.constantWatts(BoardRail.VDD_IN),
        coefficients.wattsPerKelvin(BoardRail.VDD_IN),
        coefficients.wattsPerSecond(BoardRail.VDD_IN));
    return this;
  }

  private double seconds(long monotonicNs) {
    return seconds(monotonicNs, startNs);
  }

  private static double seconds(long toNs, long fromNs) {
    return (toNs - fromNs) * 1e-9;
  }
}
