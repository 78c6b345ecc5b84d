package dev.hamlet.dist;

import dev.hamlet.common.time.SystemClock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits, bounded, for what another process does in its own time. */
public final class Eventually {

  private static final long POLL_NS = 100_000_000;

  private Eventually() {}

  /** Asks until the answer is not null; fails with the message when the time is over. */
  public static <T> T get(long seconds, Supplier<@Nullable T> question, Supplier<String> message) {
    SystemClock clock = new SystemClock();
    long deadlineNs = clock.monotonicNs() + seconds * 1_000_000_000;
    while (clock.monotonicNs() < deadlineNs) {
      T answer = question.get();
      if (answer != null) {
        return answer;
      }
      pause(clock);
    }
    throw new AssertionError("not within " + seconds + " s: " + message.get());
  }

  private static void pause(SystemClock clock) {
    try {
      clock.waitUntil(clock.monotonicNs() + POLL_NS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
