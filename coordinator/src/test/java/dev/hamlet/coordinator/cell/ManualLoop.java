package dev.hamlet.coordinator.cell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The event loop of a test: the test's thread works the events off. */
final class ManualLoop implements Executor {

  private final Deque<Runnable> events = new ArrayDeque<>();

  @Override
  public synchronized void execute(Runnable event) {
    events.add(event);
  }

  /** Works off everything, also what comes up meanwhile. */
  void drain() {
    for (Runnable event = next(); event != null; event = next()) {
      event.run();
    }
  }

  /** Its process ends: what waits is never done. */
  synchronized void forget() {
    events.clear();
  }

  private synchronized @Nullable Runnable next() {
    return events.poll();
  }
}
