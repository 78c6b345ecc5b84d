package dev.hamlet.agent.simulation.board;

import dev.hamlet.agent.trial.Polling;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a simulated board. It stands still until somebody waits; then everything that is due
 * meanwhile happens in its order, and no real time passes.
 *
 * <p>Threads: one moves it on; any reads it.
 */
final class VirtualTime implements MonotonicClock, Waiter, Polling {

  private final List<Periodic> periodics = new ArrayList<>();
  private volatile long nowNs;

  VirtualTime(long startNs) {
    this.nowNs = startNs;
  }

  @Override
  public long monotonicNs() {
    return nowNs;
  }

  @Override
  public void waitUntil(long monotonicNs) {
    advanceTo(monotonicNs);
  }

  /** Moves on to a moment; stays where it is later already. */
  void advanceTo(long untilNs) {
    for (Periodic due = next(untilNs); due != null; due = next(untilNs)) {
      nowNs = Math.max(nowNs, due.nextNs);
      due.nextNs += due.periodNs;
      due.action.run();
    }
    nowNs = Math.max(nowNs, untilNs);
  }

  /** The first action is one period from now. */
  @Override
  public Poll every(long periodNs, Runnable action) {
    Periodic periodic = new Periodic(periodNs, action, nowNs + periodNs);
    periodics.add(periodic);
    return () -> periodics.remove(periodic);
  }

  private @Nullable Periodic next(long untilNs) {
    Periodic next = null;
    for (int i = 0; i < periodics.size(); i++) {
      Periodic other = periodics.get(i);
      if (other.nextNs <= untilNs && (next == null || other.nextNs < next.nextNs)) {
        next = other;
      }
    }
    return next;
  }

  /** Something that happens again and again. */
  private static final class Periodic {

    private final long periodNs;
    private final Runnable action;
    private long nextNs;

    Periodic(long periodNs, Runnable action, long nextNs) {
      this.periodNs = periodNs;
      this.action = action;
      this.nextNs = nextNs;
    }
  }
}
