package dev.hamlet.coordinator.store;

/**
 * One leased try to run a cell.
 *
 * @param cellId the cell
 * @param fencingToken the lease
 * @param outcome how it ended
 * @param reason one sentence; empty while it is open
 * @param startedEpochMs wall clock, for display only
 * @param endedEpochMs wall clock; 0 while it is open
 */
public record AttemptRecord(
    String cellId,
    long fencingToken,
    AttemptOutcome outcome,
    String reason,
    long startedEpochMs,
    long endedEpochMs) {}
