package dev.hamlet.common.worker.serve;

import dev.hamlet.common.time.MonotonicClock;

/**
 * Measures the clock of its CPU by a chain of operations of which each waits for the one before and
 * takes one cycle: a neighbour on the same core hardly slows such a chain, a lower clock does.
 *
 * <p>On CPUs that take two cycles for a shift and an exclusive or in one instruction the clock
 * comes out too low by that; what it is compared with stays the same. Threads: one at a time.
 */
final class SpinningCpu implements HostCpu {

  private static final int STEPS = 10_000;
  private static final int CYCLES_PER_STEP = 6;

  /** The quickest counts: the others were interrupted. */
  private static final int PROBES = 4;

  /** So many until the chain is compiled. */
  private static final int FIRST_PROBES = 200;

  private final MonotonicClock clock;
  private long state = 88_172_645_463_325_252L;

  SpinningCpu(MonotonicClock clock) {
    this.clock = clock;
    for (int i = 0; i < FIRST_PROBES; i++) {
      state = chain(state);
    }
  }

  @Override
  public double clockHz() {
    long quickestNs = Long.MAX_VALUE;
    for (int i = 0; i < PROBES; i++) {
      long startNs = clock.monotonicNs();
      state = chain(state);
      quickestNs = Math.min(quickestNs, clock.monotonicNs() - startNs);
    }
    return (double) STEPS * CYCLES_PER_STEP / Math.max(1, quickestNs) * 1e9;
  }

  @Override
  public long spinUntil(long monotonicNs) {
    long nowNs = clock.monotonicNs();
    while (nowNs < monotonicNs) {
      Thread.onSpinWait();
      nowNs = clock.monotonicNs();
    }
    return nowNs;
  }

  /** A generator of random numbers (Marsaglia 2003): three shifts and three exclusive ors. */
  private static long chain(long seed) {
    long x = seed;
    for (int i = 0; i < STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }
}
