package dev.hamlet.coordinator.commit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything waits that the outside may learn only after what led to it is durable: messages
 * to agents, answers to people, what watchers are shown, commands that are started.
 *
 * <p>Within a {@link #batch} effects wait for its commit and then happen in the order in which they
 * were asked for; if the commit fails, none of them happens. Outside of a batch each call of the
 * store is durable when it returns, and effects happen at once.
 *
 * <p>Threads: the event loop.
 */
public final class AfterCommit {

  private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

  private final GroupCommit store;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean holding;

  /** Effects of what is written to a store. */
  public AfterCommit(GroupCommit store) {
    this.store = store;
  }

  /** Does something as soon as all that was written before is durable. */
  public void run(Runnable effect) {
    if (holding) {
      waiting.add(effect);
    } else {
      effect.run();
    }
  }

  /**
   * Runs events whose writes become durable together, and then what waits for that.
   *
   * @throws RuntimeException if they did not become durable: nothing was written, nothing has left,
   *     and what the events changed in memory is not so
   */
  public void batch(Runnable events) {
    holding = true;
    try {
      store.together(events);
      release();
    } finally {
      waiting.clear();
      holding = false;
    }
  }

  private void release() {
    for (Runnable effect = waiting.poll(); effect != null; effect = waiting.poll()) {
      try {
        effect.run();
      } catch (RuntimeException failure) {
        LOG.error("what follows from a durable event could not be done", failure);
      }
    }
  }
}
