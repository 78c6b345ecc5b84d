package dev.hamlet.twin.board;

import dev.hamlet.twin.power.Governor;
import dev.hamlet.twin.thermal.Throttling;

/**
 * What else a scenario may set.
 *
 * @param governor who chooses the clocks of CPU and GPU until somebody changes it
 * @param throttling when heat lowers clocks
 * @param idleDriftWattsPerMinute how fast the chip's idle power grows; negative for falling
 */
public record BoardOptions(
    Governor governor, Throttling throttling, double idleDriftWattsPerMinute) {

  /** Clocks at their caps, no drift. */
  public static final BoardOptions DEFAULT =
      new BoardOptions(Governor.PERFORMANCE, Throttling.DEFAULT, 0);

  /** The same with another governor. */
  public BoardOptions with(Governor other) {
    return new BoardOptions(other, throttling, idleDriftWattsPerMinute);
  }

  /** The same with other limits of heat. */
  public BoardOptions with(Throttling other) {
    return new BoardOptions(governor, other, idleDriftWattsPerMinute);
  }

  /** The same with idle power that drifts. */
  public BoardOptions withDrift(double wattsPerMinute) {
    return new BoardOptions(governor, throttling, wattsPerMinute);
  }
}
