package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import java.time.Duration;

/**
 * Time since an experiment's first lease. What passed before it was taken up here, another life of
 * the coordinator saw, and only the wall clock tells how long that was; from then on it is the
 * process's own clock that counts, so that nobody who sets the wall clock ends an experiment.
 */
final class TimeSpent {

  private final MonotonicClock clock;
  private final long beforeMs;
  private final long sinceNs;

  private TimeSpent(MonotonicClock clock, long beforeMs) {
    this.clock = clock;
    this.beforeMs = beforeMs;
    this.sinceNs = clock.monotonicNs();
  }

  /**
   * From now on.
   *
   * @param startedEpochMs the first lease, by the wall clock
   */
  static TimeSpent since(long startedEpochMs, MonotonicClock clock, EpochClock wallClock) {
    return new TimeSpent(clock, Math.max(0, wallClock.epochMs() - startedEpochMs));
  }

  long ms() {
    return beforeMs + Duration.ofNanos(clock.monotonicNs() - sinceNs).toMillis();
  }
}
