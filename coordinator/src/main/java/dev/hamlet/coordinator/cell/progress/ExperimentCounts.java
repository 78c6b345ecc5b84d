package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.metrics.Histogram;
import dev.hamlet.common.metrics.HistogramValue;
import dev.hamlet.coordinator.store.AttemptOutcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What happened in an experiment since the coordinator took it up, for metrics: attempts that
 * ended, how long cells took, when it last moved. Times are wall clock, good enough for minutes.
 *
 * <p>Threads: the loop counts, any thread reads.
 */
public final class ExperimentCounts {

  private final Map<AttemptOutcome, Long> attempts = new EnumMap<>(AttemptOutcome.class);
  private final Map<VerdictState, Histogram> durations = new EnumMap<>(VerdictState.class);
  private final Map<String, Long> begunEpochMs = new HashMap<>();
  private long progressEpochMs;

  /** Of an experiment that was taken up then; 0 for one that ended in an earlier life. */
  ExperimentCounts(long takenUpEpochMs) {
    progressEpochMs = takenUpEpochMs;
  }

  /** A trial of a cell has its row. */
  synchronized void stored(String cellId, long epochMs) {
    begunEpochMs.putIfAbsent(cellId, epochMs);
    progressEpochMs = epochMs;
  }

  /** A cell has its verdict, and with it its attempt has ended if it had begun. */
  synchronized void decided(String cellId, VerdictState verdict, long epochMs) {
    Long begun = begunEpochMs.remove(cellId);
    if (begun != null) {
      durations
          .computeIfAbsent(
              verdict, state -> new Histogram(10, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400))
          .add(Math.max(0, epochMs - begun) / 1e3);
    }
    progressEpochMs = epochMs;
    if (begun != null) {
      ended(outcome(verdict), 1);
    }
  }

  private static AttemptOutcome outcome(VerdictState verdict) {
    return switch (verdict) {
      case CONVERGED, NOT_CONVERGED -> AttemptOutcome.FINISHED;
      case FAILED -> AttemptOutcome.MODEL_FAULT;
      case ABANDONED -> AttemptOutcome.INFRASTRUCTURE;
      case CANCELLED -> AttemptOutcome.WITHDRAWN;
    };
  }

  /** Attempts ended without a verdict of their cells. */
  synchronized void ended(AttemptOutcome outcome, int cells) {
    if (cells > 0) {
      attempts.merge(outcome, (long) cells, Long::sum);
    }
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
