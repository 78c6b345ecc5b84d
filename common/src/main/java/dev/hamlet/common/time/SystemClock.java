package dev.hamlet.common.time;

import java.util.concurrent.locks.LockSupport;

/**
 * The clocks of the operating system.
 *
 * <p>On Linux {@link System#nanoTime()} is CLOCK_MONOTONIC without an offset of its own, so stamps
 * of different Java processes of one boot, and of native workers, are on one time line.
 */
public final class SystemClock implements MonotonicClock, EpochClock, Waiter {

  @Override
  public long monotonicNs() {
    return System.nanoTime();
  }

  @Override
  public long epochMs() {
    return System.currentTimeMillis();
  }

  @Override
  public void waitUntil(long monotonicNs) throws InterruptedException {
    long leftNs = monotonicNs - System.nanoTime();
    while (leftNs > 0) {
      LockSupport.parkNanos(this, leftNs);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for a deadline");
      }
      leftNs = monotonicNs - System.nanoTime();
    }
  }
}
