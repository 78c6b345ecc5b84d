package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.experiment.TrialReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reported trials of one lease whose figures are not there yet. Loop only. */
final class PendingTrials {

  /** How long a report waits for its telemetry before the trial counts as invalid. */
  static final Duration TELEMETRY_WITHIN = Duration.ofMinutes(2);

  record Pending(TrialReport report, long reportNumber, long dueNs) {

    private Pending later(long byNs) {
      return new Pending(report, reportNumber, dueNs + byNs);
    }
  }

  private final Map<TrialKey, Pending> trials = new HashMap<>();

  /**
   * Adds a report.
   *
   * @return false if the trial was pending before; the newer number is acknowledged then
   */
  boolean add(TrialReport report, long reportNumber, long nowNs) {
    Pending pending = new Pending(report, reportNumber, nowNs + TELEMETRY_WITHIN.toNanos());
    return trials.put(key(report), pending) == null;
  }

  @Nullable Pending remove(TrialKey trial) {
    return trials.remove(trial);
  }

  boolean isEmpty() {
    return trials.isEmpty();
  }

  boolean contains(TrialKey trial) {
    return trials.containsKey(trial);
  }

  /** All of them have so much more time. */
  void later(Duration by) {
    trials.replaceAll((key, pending) -> pending.later(by.toNanos()));
  }

  List<Pending> overdue(long nowNs) {
    return trials.values().stream().filter(pending -> nowNs - pending.dueNs() >= 0).toList();
  }

  static TrialKey key(TrialReport report) {
    return new TrialKey(report.cellId(), report.trialNumber());
  }
}
