package dev.hamlet.coordinator.store.trace;

/**
 * Where a trial lies on the coordinator's wall clock: two moments of the device's time and theirs,
 * and a straight line between them.
 *
 * <p>Decided once and kept, although later exchanges would tell the clocks a little better: the
 * same sample then always has the same stamp, and sending it again changes nothing.
 *
 * @param cellId the cell
 * @param trialNumber number within the cell
 * @param startNs start of the trial, device monotonic ns
 * @param endNs its end, device monotonic ns; after the start
 * @param startEpochNs the start, wall clock ns since 1970-01-01 UTC
 * @param endEpochNs the end, wall clock ns since 1970-01-01 UTC
 * @param errorNs greatest error of the device's clock against the coordinator's
 */
public record TrialTimeline(
    String cellId,
    int trialNumber,
    long startNs,
    long endNs,
    long startEpochNs,
    long endEpochNs,
    long errorNs) {

  /** Two clocks that differ by more have stepped in between; docs/clocks.md. */
  private static final double WORST_DRIFT_RATIO = 1e-3;

  /** Refuses a trial without length. */
  public TrialTimeline {
    if (endNs <= startNs) {
      throw new IllegalArgumentException("a trial from " + startNs + " to " + endNs);
    }
  }

  /**
   * A moment of the device on the wall clock, ns since 1970-01-01 UTC. A clock that stepped during
   * the trial does not bend its samples: they follow the start at the device's own rate.
   */
  public long epochNs(long deviceNs) {
    long sinceNs = deviceNs - startNs;
    double excess = (double) (endEpochNs - startEpochNs) / (endNs - startNs) - 1;
    return startEpochNs
        + sinceNs
        + (Math.abs(excess) > WORST_DRIFT_RATIO ? 0 : Math.round(sinceNs * excess));
  }
}
