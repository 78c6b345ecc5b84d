package dev.hamlet.coordinator.store;

/**
 * That a trial of a cell was measured, without its figures.
 *
 * @param cell the cell as it is now
 * @param device where the trial ran
 * @param fencingToken the lease it ran under
 * @param finishedEpochMs when it was over, wall clock of the coordinator
 */
public record StoredTrial(
    CellRecord cell, String device, long fencingToken, long finishedEpochMs) {}
