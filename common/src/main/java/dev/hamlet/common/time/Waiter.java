package dev.hamlet.common.time;

/** Waits for a point of a {@link MonotonicClock}. */
@FunctionalInterface
public interface Waiter {

  /**
   * Returns at or after the given stamp, at once if it has passed. May overshoot: whoever cares
   * reads the clock.
   *
   * @param monotonicNs absolute stamp in ns of the clock that belongs to this waiter
   * @throws InterruptedException if the thread was interrupted, before or while it waited
   */
  void waitUntil(long monotonicNs) throws InterruptedException;
}
