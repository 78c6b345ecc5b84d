package dev.hamlet.benchmarks.virtual;

import dev.hamlet.common.time.MonotonicClock;

/** A clock that stands still until somebody moves it. One thread. */
public final class VirtualClock implements MonotonicClock {

  private long nowNs;

  /** A clock that shows a moment. */
  public VirtualClock(long startNs) {
    this.nowNs = startNs;
  }

  @Override
  public long monotonicNs() {
    return nowNs;
  }

  /** Moves on. */
  public void advance(long byNs) {
    nowNs += byNs;
  }

  /** Moves on to a moment; stays where it is later already. */
  public void advanceTo(long monotonicNs) {
    nowNs = Math.max(nowNs, monotonicNs);
  }
}
