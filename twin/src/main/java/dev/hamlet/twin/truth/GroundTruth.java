package dev.hamlet.twin.truth;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.board.ActivityEdge;
import dev.hamlet.twin.board.OperatingChange;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.thermal.ThermalModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact power and energy of a board whose activity and operating points are known completely.
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
    this(Piece.first(thermal, 0, OperatingPoint.of(mode), startNs), edges, List.of());
  }

  /**
   * A board that was idle until its start.
   *
   * @param startNs the moment it was made at, less its lag
   * @param edges in the order of their stamps, none before the start
   * @param changes what an {@link dev.hamlet.twin.board.OperatingHistory} kept
   */
  public GroundTruth(
      TwinSettings settings,
      long startNs,
      List<ActivityEdge> edges,
      List<OperatingChange> changes) {
    this(
        Piece.first(
            settings.thermal(),
            settings.options().idleDriftWattsPerMinute() / 60,
            OperatingPoint.of(settings.controls(), 0, 0, 0),
            startNs),
        edges,
        changes);
  }

  private GroundTruth(Piece first, List<ActivityEdge> edges, List<OperatingChange> changes) {
    Piece piece = first;
    pieces.add(piece);
    int change = 0;
    for (ActivityEdge edge : edges) {
      while (change < changes.size() && changes.get(change).monotonicNs() <= edge.monotonicNs()) {
        piece = add(piece.then(changes.get(change++)));
      }
      piece = add(piece.then(edge));
    }
    while (change < changes.size()) {
      piece = add(piece.then(changes.get(change++)));
    }
  }

  /** Exact energy of a rail; the interval must not begin before the board's start. */
  public double energyJoules(BoardRail rail, TimeInterval interval) {
    return pieceAt(interval.endNs()).energyJoules(rail, interval.endNs())
        - pieceAt(interval.startNs()).energyJoules(rail, interval.startNs());
  }

  /** Exact power of a rail; at an edge the power after it. */
  public double powerWatts(BoardRail rail, long monotonicNs) {
    return pieceAt(monotonicNs).powerWatts(rail, monotonicNs);
  }

  /** Exact temperature of the module. */
  public double temperatureC(long monotonicNs) {
    return pieceAt(monotonicNs).temperatureC(monotonicNs);
  }

  private Piece add(Piece piece) {
    pieces.add(piece);
    return piece;
  }

  /** The last piece that starts at or before a moment. */
  private Piece pieceAt(long monotonicNs) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pieces.get(middle).startNs() <= monotonicNs) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return pieces.get(low);
  }
}
