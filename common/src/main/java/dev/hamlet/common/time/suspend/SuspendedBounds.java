package dev.hamlet.common.time.suspend;

/**
 * How long a host has been suspended since its boot is between these two. Only differences mean
 * something, see {@link SuspendedTime}.
 *
 * @param leastNs never more than it, in ns
 * @param mostNs never less than it
 */
public record SuspendedBounds(long leastNs, long mostNs) {

  /**
   * Contradictions of less are taken for clocks that are not quite one, as some containers have
   * them, and not for a suspend.
   */
  private static final long GRAIN_NS = 500_000;

  /** What is true if both are. */
  public SuspendedBounds and(SuspendedBounds other) {
    return new SuspendedBounds(Math.max(leastNs, other.leastNs), Math.min(mostNs, other.mostNs));
  }

  /** Whether both can be true of one time: no more than a grain is between them. */
  public boolean agrees(SuspendedBounds other) {
    return leastNs <= other.mostNs + GRAIN_NS && other.leastNs <= mostNs + GRAIN_NS;
  }

  /** Whether the host certainly was suspended after the earlier one was true. */
  public boolean provesSuspendSince(SuspendedBounds earlier) {
    return leastNs > earlier.mostNs + GRAIN_NS;
  }

  /** By how much it has grown since then at most. */
  public long growthAtMostNs(SuspendedBounds earlier) {
    return mostNs - earlier.leastNs;
  }

  /** Whether it is a bound at all; clocks that are not quite one may cross it. */
  public boolean plausible() {
    return leastNs <= mostNs;
  }
}
