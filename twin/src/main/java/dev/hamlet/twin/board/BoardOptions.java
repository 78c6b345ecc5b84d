package dev.hamlet.twin.board;

import dev.hamlet.twin.fault.Fault;
import dev.hamlet.twin.ina3221.ErrorDraw;
import dev.hamlet.twin.power.Governor;
import dev.hamlet.twin.thermal.Throttling;
import java.util.List;

/**
 * What else a scenario may set.
 *
 * @param governor who chooses the clocks of CPU and GPU until somebody changes it
 * @param throttling when heat lowers clocks
 * @param idleDriftWattsPerMinute how fast the chip's idle power grows; negative for falling
 * @param sensor errors of its monitors, unless the settings switch that off
 * @param faults what goes wrong; times count from the board's start
 */
public record BoardOptions(
    Governor governor,
    Throttling throttling,
    double idleDriftWattsPerMinute,
    ErrorDraw sensor,
    List<Fault> faults) {

  /** Clocks at their caps, no drift, no faults. */
  public static final BoardOptions DEFAULT =
      new BoardOptions(Governor.PERFORMANCE, Throttling.DEFAULT, 0, ErrorDraw.TYPICAL, List.of());

  /** Copies the faults. */
  public BoardOptions {
    faults = List.copyOf(faults);
  }

  /** The same with another governor. */
  public BoardOptions with(Governor other) {
    return new BoardOptions(other, throttling, idleDriftWattsPerMinute, sensor, faults);
  }

  /** The same with other limits of heat. */
  public BoardOptions with(Throttling other) {
    return new BoardOptions(governor, other, idleDriftWattsPerMinute, sensor, faults);
  }

  /** The same with idle power that drifts. */
  public BoardOptions withDrift(double wattsPerMinute) {
    return new BoardOptions(governor, throttling, wattsPerMinute, sensor, faults);
  }

  /** The same with other faults; times count from the board's start. */
  public BoardOptions with(List<Fault> others) {
    return new BoardOptions(governor, throttling, idleDriftWattsPerMinute, sensor, others);
  }

  /** The same with other monitors. */
  public BoardOptions with(ErrorDraw other) {
    return new BoardOptions(governor, throttling, idleDriftWattsPerMinute, other, faults);
  }
}
