package dev.hamlet.twin.board;

import dev.hamlet.twin.power.Controls;
import dev.hamlet.twin.power.PowerMode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns of the board's knobs that have not taken effect yet, oldest first.
 *
 * <p>Threads: any turns; one evaluates.
 */
final class ControlQueue {

  private final Queue<Turn> turns = new ConcurrentLinkedQueue<>();
  private volatile Controls latest;
  private volatile @Nullable PowerMode forced;

  ControlQueue(Controls initial) {
    this.latest = initial;
  }

  /** Knobs as they were turned last, whether that has taken effect or not. */
  Controls latest() {
    PowerMode mode = forced;
    return mode == null ? latest : latest.with(mode);
  }

  /** Somebody else has set a power mode, or no longer has. */
  void force(@Nullable PowerMode mode) {
    forced = mode;
  }

  /** Turns knobs at a moment that is not before that of an earlier turn. */
  synchronized Controls turn(long monotonicNs, UnaryOperator<Controls> change) {
    latest = change.apply(latest);
    turns.add(new Turn(monotonicNs, latest));
    return latest;
  }

  /** Stamp of the oldest; {@link Long#MAX_VALUE} if there is none. */
  long oldestNs() {
    Turn oldest = turns.peek();
    return oldest == null ? Long.MAX_VALUE : oldest.monotonicNs();
  }

  /** Takes the oldest out. */
  @Nullable Controls removeOldest() {
    Turn oldest = turns.poll();
    return oldest == null ? null : oldest.controls();
  }

  private record Turn(long monotonicNs, Controls controls) {}
}
