package dev.hamlet.twin.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can go wrong. The board acts on some by itself; the others are for whoever samples it. */
public enum FaultKind {
  /** Readings are lost on their way: taken, never delivered. For the sampling loop. */
  GAP(Actor.SAMPLER),
  /** The monitors' registers keep their content, reads succeed. By the board. */
  STUCK(Actor.BOARD),
  /**
   * The device's clock jumps against others by {@link Fault#amount} ns, for good. For whoever
   * relates clocks; the board's own time goes on.
   */
  CLOCK_STEP(Actor.SAMPLER),
  /**
   * The board sleeps: it draws little, nothing is sampled, its monotonic clock stands still; then
   * the driver writes CONFIG anew. By the board, and for the sampling loop.
   */
  SUSPEND(Actor.BOARD),
  /** The sampling thread does not run; afterwards it goes on. For the sampling loop. */
  STALL(Actor.SAMPLER),
  /** Every read is not ready (EAGAIN). By the drivers, and for the sampling loop. */
  NOT_READY(Actor.SAMPLER),
  /** Every read fails (EIO). By the drivers, and for the sampling loop. */
  IO_ERROR(Actor.SAMPLER),
  /**
   * The driver leaves continuous mode by itself. By the board: with a driver every read triggers
   * its own conversion; without, registers keep their content.
   */
  SENSOR_MODE(Actor.BOARD),
  /** Somebody sets power mode number {@link Fault#amount}; at the end the old one. By the board. */
  POWER_MODE(Actor.BOARD),
  /** Cooling takes {@link Fault#amount} steps off the clocks. By the board. */
  THROTTLE(Actor.BOARD);

  private enum Actor {
    BOARD,
    SAMPLER
  }

  private final Actor actor;

  FaultKind(Actor actor) {
    this.actor = actor;
  }

  /** Whether the simulated board acts on it by itself. */
  public boolean byBoard() {
    return actor == Actor.BOARD;
  }

  /** Its name in scenario files, for instance {@code clock_step}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By its name in scenario files. */
  public static Optional<FaultKind> named(String text) {
    return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
