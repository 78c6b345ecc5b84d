package dev.hamlet.coordinator.cell;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.telemetry.TelemetryLog;

/** What everything in this package stands on. */
record CellContext(
    ResultStore store,
    TelemetryLog log,
    TrialIntake intake,
    MonotonicClock clock,
    EpochClock wallClock,
    CellCounters counters) {

  long nowNs() {
    return clock.monotonicNs();
  }

  long epochMs() {
    return wallClock.epochMs();
  }
}
