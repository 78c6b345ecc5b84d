package dev.hamlet.common.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays between attempts that failed: {@code delay(n) = uniform(1/2, 1) x min(greatest, first x
 * 2^n)} for the n-th failure in a row, n from 0. The random half keeps a fleet that lost its
 * coordinator from returning all at once.
 *
 * <p>Belongs to one thread.
 */
public final class Backoff {

  private final long firstNs;
  private final long greatestNs;
  private final RandomGenerator random;
  private long nextNs;

  /**
   * Delays between half of {@code first} and {@code greatest}.
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
    return delayNs / 2 + random.nextLong(delayNs / 2 + 1);
  }

  /** An attempt worked: the next failure starts from the first delay again. */
  public void reset() {
    nextNs = firstNs;
  }
}
