package dev.hamlet.benchmarks.supervised;

import dev.hamlet.agent.trial.Polling;
import dev.hamlet.benchmarks.virtual.VirtualClock;
import dev.hamlet.benchmarks.virtual.VirtualSampling;
import dev.hamlet.common.time.Waiter;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Lets virtual time pass: meanwhile the sensor is sampled, and what is due happens. One thread. */
final class SupervisedTime implements Waiter, Polling {

  private final VirtualClock clock;
  private final VirtualSampling sampling;
  private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparingLong(Due::atNs));

  private record Due(long atNs, Runnable action) {}

  SupervisedTime(VirtualClock clock, VirtualSampling sampling) {
    this.clock = clock;
    this.sampling = sampling;
  }

  /** Does something once, at a moment to come. */
  void at(long monotonicNs, Runnable action) {
    dues.add(new Due(monotonicNs, action));
  }

  @Override
  public void waitUntil(long monotonicNs) {
    for (Due next = dues.peek(); next != null && next.atNs() <= monotonicNs; next = dues.peek()) {
      dues.remove();
      sampling.until(next.atNs());
      next.action().run();
    }
    sampling.until(monotonicNs);
  }

  @Override
  public Poll every(long periodNs, Runnable look) {
    Looking looking = new Looking(periodNs, look, clock.monotonicNs());
    looking.run();
    return looking;
  }

  /** Looks until it is closed. */
  private final class Looking implements Runnable, Poll {

    private final long periodNs;
    private final Runnable look;
    private long nextNs;
    private boolean closed;

    Looking(long periodNs, Runnable look, long startNs) {
      this.periodNs = periodNs;
      this.look = look;
      this.nextNs = startNs;
    }

    @Override
    public void run() {
      if (!closed) {
        look.run();
        nextNs += periodNs;
        at(nextNs, this);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
