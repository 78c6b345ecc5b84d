package dev.hamlet.common.time.suspend;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.util.Optional;

/**
 * Bounds of the suspended time that are far finer than the hundredths of {@code /proc/uptime}: some
 * readings a millisecond apart, each of which is exact to its own hundredth, and all true at once.
 *
 * <p>Takes about {@value #READINGS} ms, nearly all of it waiting. Threads: one at a time.
 */
public final class SuspendGauge {

  private static final int READINGS = 11;
  private static final long APART_NS = 1_000_000;

  private final UptimeGap uptime;
  private final MonotonicClock clock;
  private final Waiter waiter;

  private SuspendGauge(UptimeGap uptime, MonotonicClock clock, Waiter waiter) {
    this.uptime = uptime;
    this.clock = clock;
    this.waiter = waiter;
  }

  /** A gauge of this host; empty where its system does not tell. */
  public static <C extends MonotonicClock & Waiter> Optional<SuspendGauge> of(
      SuspendedTime suspended, C clock) {
    return suspended instanceof UptimeGap gap
        ? Optional.of(new SuspendGauge(gap, clock, clock))
        : Optional.empty();
  }

  /** What all readings say together; empty if they contradict each other: it was suspended now. */
  public Optional<SuspendedBounds> look() throws InterruptedException {
    SuspendedBounds bounds = uptime.bounds();
    for (int i = 1; i < READINGS; i++) {
      waiter.waitUntil(clock.monotonicNs() + APART_NS);
      bounds = bounds.and(uptime.bounds());
    }
    return Optional.of(bounds).filter(SuspendedBounds::plausible);
  }
}
