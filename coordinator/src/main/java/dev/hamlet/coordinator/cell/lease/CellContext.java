package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.cell.cost.CostBook;
import dev.hamlet.coordinator.cell.trial.TrialIntake;
import dev.hamlet.coordinator.commit.AfterCommit;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.telemetry.TelemetryLog;

/** What everything in this package stands on. */
public record CellContext(
    ResultStore store,
    TelemetryLog log,
    TrialIntake intake,
    MonotonicClock clock,
    EpochClock wallClock,
    CellCounters counters,
    CostBook costs,
    AfterCommit afterCommit) {

  /**
   * A context that has learnt nothing of costs.
   *
   * @param afterCommit what leaves waits there
   */
  public CellContext(
      ResultStore store,
      TelemetryLog log,
      TrialIntake intake,
      MonotonicClock clock,
      EpochClock wallClock,
      AfterCommit afterCommit) {
    this(store, log, intake, clock, wallClock, new CellCounters(), new CostBook(), afterCommit);
  }

  /** Now, coordinator monotonic ns. */
  public long nowNs() {
    return clock.monotonicNs();
  }

  /** Now on the wall clock, for display only. */
  public long epochMs() {
    return wallClock.epochMs();
  }
}
