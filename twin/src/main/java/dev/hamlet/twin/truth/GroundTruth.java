package dev.hamlet.twin.truth;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.board.ActivityEdge;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.power.PowerModel;
import dev.hamlet.twin.power.RailCoefficients;
import dev.hamlet.twin.thermal.ThermalModel;
import dev.hamlet.twin.thermal.ThermalTrajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact power and energy of a board whose activity is known completely.
 *
 * <p>Built from the edges, not from anything the live board reported: an edge that the live board
 * had to move is at its own stamp here.
 */
public final class GroundTruth {

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A board that was idle until its start, in one power mode all along.
   *
   * @param edges in the order of their stamps, none before the start
   */
  public GroundTruth(ThermalModel thermal, PowerMode mode, long startNs, List<ActivityEdge> edges) {
    RailCoefficients idle = coefficients(mode, 0);
    double temperatureC =
        thermal.limitC(idle.constantWatts(BoardRail.VDD_IN), idle.wattsPerKelvin(BoardRail.VDD_IN));
    Piece piece = Piece.starting(thermal, startNs, idle, temperatureC);
    pieces.add(piece);
    for (ActivityEdge edge : edges) {
      temperatureC = piece.temperatureC(edge.monotonicNs());
      piece =
          Piece.starting(
              thermal, edge.monotonicNs(), coefficients(mode, edge.levelMilli()), temperatureC);
      pieces.add(piece);
    }
  }

  /** Exact energy of a rail; the interval must not begin before the board's start. */
  public double energyJoules(BoardRail rail, TimeInterval interval) {
    double joules = 0;
    for (int i = 0; i < pieces.size(); i++) {
      long pieceEndNs = i + 1 < pieces.size() ? pieces.get(i + 1).startNs() : Long.MAX_VALUE;
      long fromNs = Math.max(pieces.get(i).startNs(), interval.startNs());
      long toNs = Math.min(pieceEndNs, interval.endNs());
      if (fromNs < toNs) {
        joules += pieces.get(i).energyJoules(rail, toNs) - pieces.get(i).energyJoules(rail, fromNs);
      }
    }
    return joules;
  }

  /** Exact power of a rail; at an edge the power after it. */
  public double powerWatts(BoardRail rail, long monotonicNs) {
    Piece current = pieces.get(0);
    for (Piece piece : pieces) {
      current = piece.startNs() <= monotonicNs ? piece : current;
    }
    return current.coefficients().watts(rail, current.temperatureC(monotonicNs));
  }

  private static RailCoefficients coefficients(PowerMode mode, int levelMilli) {
    RailCoefficients coefficients = new RailCoefficients();
    new PowerModel().fill(mode, levelMilli, coefficients);
    return coefficients;
  }

  private record Piece(long startNs, RailCoefficients coefficients, ThermalTrajectory trajectory) {

    static Piece starting(
        ThermalModel thermal, long startNs, RailCoefficients coefficients, double temperatureC) {
      ThermalTrajectory trajectory = new ThermalTrajectory(thermal);
      trajectory.restart(
          temperatureC,
          coefficients.constantWatts(BoardRail.VDD_IN),
          coefficients.wattsPerKelvin(BoardRail.VDD_IN));
      return new Piece(startNs, coefficients, trajectory);
    }

    double temperatureC(long monotonicNs) {
      return trajectory.temperatureC(seconds(monotonicNs));
    }

    double energyJoules(BoardRail rail, long untilNs) {
      return coefficients.constantWatts(rail) * seconds(untilNs)
          + coefficients.wattsPerKelvin(rail) * trajectory.integralCelsiusSeconds(seconds(untilNs));
    }

    private double seconds(long monotonicNs) {
      return (monotonicNs - startNs) * 1e-9;
    }
  }
}
