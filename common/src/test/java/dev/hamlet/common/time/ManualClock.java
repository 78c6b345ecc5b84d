package dev.hamlet.common.time;

import java.util.concurrent.atomic.AtomicLong;

/**
 * All clocks of a process, moved by hand. Starts far from zero, so that code that confuses a stamp
 * with a duration fails in tests too. Waiting moves the clock to the deadline and returns.
 */
public final class ManualClock implements MonotonicClock, EpochClock, Waiter {

  private static final long START_NS = 5_000_000_000_000L;
  private static final long START_EPOCH_MS = 1_700_000_000_000L;

  private final AtomicLong nowNs = new AtomicLong(START_NS);

  @Override
  public long monotonicNs() {
    return nowNs.get();
  }

  @Override
  public long epochMs() {
    return START_EPOCH_MS + (nowNs.get() - START_NS) / 1_000_000;
  }

  @Override
  public void waitUntil(long monotonicNs) {
    nowNs.accumulateAndGet(monotonicNs, Math::max);
  }

  /** Moves the clock forward. */
  public void advanceNs(long byNs) {
    nowNs.addAndGet(byNs);
  }
}
