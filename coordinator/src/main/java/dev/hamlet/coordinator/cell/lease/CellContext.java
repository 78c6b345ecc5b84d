package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.cell.cost.CostBook;
import dev.hamlet.coordinator.cell.trial.TrialIntake;
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
    CostBook costs) {

  /** A context that has learnt nothing of costs. */
  public CellContext(
      ResultStore store,
      TelemetryLog log,
      TrialIntake intake,
      MonotonicClock clock,
      EpochClock wallClock,
      CellCounters counters) {
    this(store, log, intake, clock, wallClock, counters, new CostBook());
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
