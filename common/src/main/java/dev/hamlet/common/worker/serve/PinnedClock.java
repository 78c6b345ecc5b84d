package dev.hamlet.common.worker.serve;

/**
 * Lets inferences of a simulated board take as long as at the board's clock.
 *
 * <p>The clock of a shared host goes up and down by a fifth within minutes, with what its other
 * guests do; a board whose clock is pinned knows nothing of that. An inference that this CPU has
 * finished after d ns at h Hz is held until {@code d h / b} ns for a board of b Hz, computing all
 * the while. A host that is slower than the board is taken as it is.
 *
 * <p>Threads: one at a time.
 */
final class PinnedClock {

  private final HostCpu cpu;
  private long boardHz;
  private double stretch = 1;

  PinnedClock(HostCpu cpu) {
    this.cpu = cpu;
  }

  /**
   * Takes a board's clock, and looks at this CPU's.
   *
   * @param hz 0 for inferences that take the time that this CPU takes
   */
  void pin(long hz) {
    boardHz = hz;
    stretch = 1;
    look();
  }

  /** Looks again how quick this CPU is. */
  void look() {
    if (boardHz > 0) {
      stretch = Math.max(1, cpu.clockHz() / boardHz);
    }
  }

  /** How long the board takes for what this CPU has done in that time. */
  long stretched(long durationNs) {
    return Math.round(durationNs * stretch);
  }

  /** Computes until the board would have finished; returns the time then, monotonic ns. */
  long hold(long startNs, long endNs) {
    return stretch > 1 ? cpu.spinUntil(startNs + stretched(endNs - startNs)) : endNs;
  }
}
