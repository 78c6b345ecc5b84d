package dev.hamlet.agent.trial;

import java.util.function.Supplier;

/**
 * The right to load this host: held for load, warm-up, burst and evaluation, never for idle.
 *
 * <p>Threads: one at a time.
 */
public interface HostLock {

  /**
   * Waits for the right.
   *
   * @param deadlineNs monotonic ns; after it the waiting is given up
   * @param abort asked between looks; an {@link AbortedException} if it says so
   * @return the right; the caller closes it
   * @throws dev.hamlet.common.error.HamletException UNAVAILABLE if the deadline passed, RESOURCE if
   *     the lock cannot be used at all
   */
  Hold acquire(long deadlineNs, Abort abort) throws InterruptedException;

  /** Does some work while holding the right; throws as {@link #acquire} and the work do. */
  default <T> T during(long deadlineNs, Abort abort, Supplier<T> work) throws InterruptedException {
    Hold hold = acquire(deadlineNs, abort);
    try {
      return work.get();
    } finally {
      hold.close();
    }
  }

  /** The right, while it is held. */
  interface Hold extends AutoCloseable {

    /** Gives the right back. A second call does nothing. */
    @Override
    void close();
  }
}
