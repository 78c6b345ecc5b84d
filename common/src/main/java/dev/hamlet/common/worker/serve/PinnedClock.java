package dev.hamlet.common.worker.serve;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets inferences of a simulated board take as long as at the board's clock.
 *
 * <p>The clock of a shared host goes up and down by a fifth within minutes, with what its other
 * guests do; a board whose clock is pinned knows nothing of that. An inference that this CPU has
 * finished after d ns at h Hz is held until {@code d h / b} ns for a board of b Hz, computing all
 * the while. A host that is slower than the board is taken as it is.
 *
 * <p>The clock that counts is the median of the last looks at it: single ones are off where the CPU
 * was taken away, or was quicker for a moment.
 *
 * <p>Threads: one at a time.
 */
final class PinnedClock {

  /** Looks whose median counts: some tenths of a second of a burst. */
  static final int LOOKS = 15;

  /** Fresh looks when a burst begins. */
  private static final int FIRST_LOOKS = 3;

  private final HostCpu cpu;
  private final Deque<Double> looks = new ArrayDeque<>(LOOKS);
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
    for (int i = 0; i < FIRST_LOOKS; i++) {
      look();
    }
  }

  /** Looks again how quick this CPU is. */
  void look() {
    if (boardHz > 0) {
      if (looks.size() == LOOKS) {
        looks.removeFirst();
      }
      looks.addLast(cpu.clockHz());
      stretch = Math.max(1, medianHz() / boardHz);
    }
  }

  private double medianHz() {
    double[] sorted = looks.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
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
