package dev.hamlet.benchmarks.scheduling;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Waits until something is counted often enough; says now and then how far it is. */
final class Patience {

  /** Nothing is waited for longer of which nothing more comes. */
  static final Duration STANDSTILL = Duration.ofMinutes(3);

  private static final long LOOK_NS = 10_000_000;
  private static final Duration SAY_EVERY = Duration.ofSeconds(10);

  private final MonotonicClock clock;
  private final Waiter waiter;
  private final Consumer<String> progress;

  /**
   * @param progress takes lines for people
   */
  Patience(MonotonicClock clock, Waiter waiter, Consumer<String> progress) {
    this.clock = clock;
    this.waiter = waiter;
    this.progress = progress;
  }

  /**
   * Returns once there are enough.
   *
   * @throws IllegalStateException if for {@link #STANDSTILL} there are no more than before
   */
  void await(String what, long goal, LongSupplier count) throws InterruptedException {
    long most = Long.MIN_VALUE;
    long grownNs = clock.monotonicNs();
    long saidNs = grownNs;
    for (long now = count.getAsLong(); now < goal; now = count.getAsLong()) {
      long nowNs = clock.monotonicNs();
      if (now > most) {
        most = now;
        grownNs = nowNs;
      } else if (nowNs - grownNs > STANDSTILL.toNanos()) {
        throw new IllegalStateException(
            "%s: still %d of %d after %d s".formatted(what, now, goal, STANDSTILL.toSeconds()));
      }
      if (nowNs - saidNs >= SAY_EVERY.toNanos()) {
        saidNs = nowNs;
        progress.accept(String.format(Locale.ROOT, "  %s: %,d of %,d", what, now, goal));
      }
      waiter.waitUntil(nowNs + LOOK_NS);
    }
  }

  /** Says what comes next. */
  void say(String text) {
    progress.accept(text);
  }
}
