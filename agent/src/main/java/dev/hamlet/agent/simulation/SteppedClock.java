package dev.hamlet.agent.simulation;

import dev.hamlet.common.time.MonotonicClock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a fault may set forward. Any thread. */
final class SteppedClock implements MonotonicClock {

  private final MonotonicClock clock;
  private final AtomicLong offsetNs = new AtomicLong();

  SteppedClock(MonotonicClock clock) {
    this.clock = clock;
  }

  @Override
  public long monotonicNs() {
    return clock.monotonicNs() + offsetNs.get();
  }

  void step(long byNs) {
    offsetNs.addAndGet(byNs);
  }
}
