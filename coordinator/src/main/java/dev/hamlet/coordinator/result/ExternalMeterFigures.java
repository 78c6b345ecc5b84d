package dev.hamlet.coordinator.result;

import java.util.List;

/**
 * What an external meter says of a trial's energy.
 *
 * @param rails the meter's rails behind it
 * @param inferences inferences of the burst
 * @param grossJoules integral of its power over the trial's energy window
 * @param netJoules gross less its own idle power times the window
 * @param onBoardNetJoules net energy by the board's own rails
 * @param clockBoundSeconds greatest error of the window's edges in the meter's time
 * @param clockLimitJoules greatest error of the net energy for that reason: the bound times the
 *     power above idle at both edges
 * @param reason why there are no figures, one sentence; empty if there are
 */
public record ExternalMeterFigures(
    List<String> rails,
    int inferences,
    double grossJoules,
    double netJoules,
    double onBoardNetJoules,
    double clockBoundSeconds,
    double clockLimitJoules,
    String reason) {

  /** Copies the rails. */
  public ExternalMeterFigures {
    rails = List.copyOf(rails);
  }

  /** No figures, for a reason. */
  public static ExternalMeterFigures none(List<String> rails, String reason) {
    double unknown = Double.NaN;
    return new ExternalMeterFigures(rails, 0, unknown, unknown, unknown, unknown, unknown, reason);
  }

  /** Whether there are figures. */
  public boolean measured() {
    return reason.isEmpty();
  }

  /** Net energy by the meter over net energy by the board: the gain that the board's rails lack. */
  public double ratio() {
    return netJoules / onBoardNetJoules;
  }
}
