package dev.hamlet.twin.board;

import dev.hamlet.twin.power.Controls;
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

  ControlQueue(Controls initial) {
    this.latest = initial;
  }

  /** Knobs as they were turned last, whether that has taken effect or not. */
  Controls latest() {
    return latest;
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
