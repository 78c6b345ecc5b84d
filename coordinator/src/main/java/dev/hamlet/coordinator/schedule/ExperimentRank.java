package dev.hamlet.coordinator.schedule;

import java.time.Duration;
import java.util.Comparator;

/**
 * Where an experiment stands in the queue: the lower key first, and of equal keys the lower id.
 *
 * <p>The key is the time of submission, put forward by {@link #PER_PRIORITY} for every step of
 * priority. So experiments of equal priority are served in the order they came, a higher priority
 * goes before a lower one, and nothing starves: whatever is submitted later than that many hours
 * per step stands behind, however high its priority. The key never changes, so no queue has to be
 * sorted again as time passes.
 *
 * @param keyMs ms since 1970 UTC; only the order counts
 * @param experimentId the experiment
 */
public record ExperimentRank(long keyMs, String experimentId)
    implements Comparable<ExperimentRank> {

  /** How much earlier one step of priority counts as submitted. */
  public static final Duration PER_PRIORITY = Duration.ofHours(6);

  private static final Comparator<ExperimentRank> ORDER =
      Comparator.comparingLong(ExperimentRank::keyMs).thenComparing(ExperimentRank::experimentId);

  /**
   * The rank of an experiment.
   *
   * @param submittedEpochMs wall clock of its submission
   * @param priority 0 is usual, more is sooner
   */
  public static ExperimentRank of(String experimentId, long submittedEpochMs, int priority) {
    return new ExperimentRank(
        submittedEpochMs - Math.multiplyExact(priority, PER_PRIORITY.toMillis()), experimentId);
  }

  @Override
  public int compareTo(ExperimentRank other) {
    return ORDER.compare(this, other);
  }
}
