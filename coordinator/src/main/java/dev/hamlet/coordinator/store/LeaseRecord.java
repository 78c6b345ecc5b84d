package dev.hamlet.coordinator.store;

import dev.hamlet.coordinator.experiment.CellGroup;

/**
 * The right to run a cell group.
 *
 * @param leaseId identity
 * @param fencingToken greater than that of every lease granted before, in all groups
 * @param group the cell group
 * @param sessionId the session of the agent that got it
 * @param grantedEpochMs wall clock, for display only
 * @param endedEpochMs wall clock; 0 while it is open
 * @param endReason one sentence; empty while it is open
 */
public record LeaseRecord(
    String leaseId,
    long fencingToken,
    CellGroup group,
    String sessionId,
    long grantedEpochMs,
    long endedEpochMs,
    String endReason) {

  /** Whether it has not ended. */
  public boolean isOpen() {
    return endedEpochMs == 0;
  }
}
