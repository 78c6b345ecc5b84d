package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ends cells of one lease that take longer than {@code timeouts.cell}, counted from where their
 * first trial under the lease was granted. Their numbers are kept. Loop only.
 */
final class CellTimeouts {

  private final ActiveExperiment experiment;
  private final Optional<Duration> limit;
  private final Map<String, Long> sinceNs = new HashMap<>();

  CellTimeouts(ActiveExperiment experiment) {
    this.experiment = experiment;
    this.limit = experiment.terms().timeouts().cell();
  }

  /** Whether the experiment has such a limit at all. */
  boolean any() {
    return limit.isPresent();
  }

  /** Ends those of these cells whose time is up; whether there were any. */
  boolean end(Iterable<CellTrack> cells, long nowNs) {
    boolean ended = false;
    for (CellTrack cell : cells) {
      if (limit.isPresent() && isOverdue(cell, limit.get(), nowNs)) {
        experiment.cutOff(cell, limit.get());
        ended = true;
      }
    }
    return ended;
  }

  private boolean isOverdue(CellTrack cell, Duration most, long nowNs) {
    if (!cell.hasBegun()) {
      return false;
    }
    Long begun = sinceNs.putIfAbsent(cell.id(), nowNs);
    return begun != null && nowNs - begun >= most.toNanos();
  }
}
