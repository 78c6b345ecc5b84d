package dev.hamlet.common.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays between attempts that failed: {@code delay(n) = uniform(0, 1) x min(greatest, first x
 * 2^n)} for the n-th failure in a row, n from 0: "full jitter", so that a fleet that lost its
 * coordinator returns evenly spread and not in waves.
 *
 * <p>Belongs to one thread.
 */
public final class Backoff {

  private final long firstNs;
  private final long greatestNs;
  private final RandomGenerator random;
  private long nextNs;

  /**
   * Delays of at most {@code first}, then of at most twice that, up to {@code greatest}.
   *
   * @param random where the jitter comes from
   */
  public Backoff(Duration first, Duration greatest, RandomGenerator random) {
    this.firstNs = first.toNanos();
    this.greatestNs = greatest.toNanos();
    this.random = random;
    this.nextNs = firstNs;
  }

  /** Delay before the next attempt, in ns; the one after it is up to twice as long. */
  public long nextNs() {
    long delayNs = nextNs;
    nextNs = Math.min(greatestNs, nextNs * 2);
    return random.nextLong(delayNs + 1);
  }

  /** An attempt worked: the next failure starts from the first delay again. */
  public void reset() {
    nextNs = firstNs;
  }
}
