package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.metrics.Histogram;
import dev.hamlet.common.metrics.HistogramValue;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.AttemptOutcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What happened in an experiment, for metrics: trials that were ever stored, those that a fresh
 * start sets aside among them; and since the coordinator took it up, attempts that ended, how long
 * cells took, when it last moved. Times are wall clock, good enough for minutes.
 *
 * <p>Threads: the loop counts, any thread reads.
 */
public final class ExperimentCounts {

  private final Map<TrialStatus, Long> trials = new EnumMap<>(TrialStatus.class);
  private final Map<AttemptOutcome, Long> attempts = new EnumMap<>(AttemptOutcome.class);
  private final Map<VerdictState, Histogram> durations = new EnumMap<>(VerdictState.class);
  private final Map<String, Long> begunEpochMs = new HashMap<>();
  private long progressEpochMs;

  /**
   * Of an experiment.
   *
   * @param takenUpEpochMs when it was taken up; 0 for one that ended in an earlier life
   * @param trials that were stored before, by status
   */
  ExperimentCounts(long takenUpEpochMs, Map<TrialStatus, Long> trials) {
    this.progressEpochMs = takenUpEpochMs;
    this.trials.putAll(trials);
  }

  /** A trial of a cell has its row. */
  synchronized void stored(String cellId, TrialStatus status, long epochMs) {
    trials.merge(status, 1L, Long::sum);
    begunEpochMs.putIfAbsent(cellId, epochMs);
    progressEpochMs = epochMs;
  }

  /** A cell has its verdict, and with it its attempt has ended if it had begun. */
  synchronized void decided(
      String cellId, VerdictState verdict, AttemptOutcome outcome, long epochMs) {
    Long begun = begunEpochMs.remove(cellId);
    if (begun != null) {
      durations
          .computeIfAbsent(
              verdict, state -> new Histogram(10, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400))
          .add(Math.max(0, epochMs - begun) / 1e3);
    }
    progressEpochMs = epochMs;
    if (begun != null) {
      ended(outcome, 1);
    }
  }

  /** Attempts ended without a verdict of their cells. */
  synchronized void ended(AttemptOutcome outcome, int cells) {
    if (cells > 0) {
      attempts.merge(outcome, (long) cells, Long::sum);
    }
  }

  /** Trials ever stored, by status; never fewer than before. */
  public synchronized Map<TrialStatus, Long> trials() {
    return Map.copyOf(trials);
  }

  /** Attempts that ended, by how. */
  public synchronized Map<AttemptOutcome, Long> attempts() {
    return Map.copyOf(attempts);
  }

  /** Seconds from a cell's first trial to its verdict, by verdict. */
  public synchronized Map<VerdictState, HistogramValue> cellDurations() {
    Map<VerdictState, HistogramValue> values = new EnumMap<>(VerdictState.class);
    durations.forEach((verdict, histogram) -> values.put(verdict, histogram.value()));
    return values;
  }

  /**
   * Wall clock of the last trial or verdict, else of its taking up, ms since 1970-01-01 UTC; or 0.
   */
  public synchronized long progressEpochMs() {
    return progressEpochMs;
  }
}
