package dev.hamlet.coordinator.store;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.List;

/**
 * A lease about to be granted.
 *
 * @param leaseId identity, chosen by the caller, never used before
 * @param group the cell group it is the right to run
 * @param sessionId the session of the agent that gets it
 * @param cellIds the group's cells that it covers; each gets an attempt
 * @param grantedEpochMs wall clock, for display only
 * @param agentVersion version of that agent; empty if not known
 */
public record LeaseRequest(
    String leaseId,
    CellGroup group,
    String sessionId,
    List<String> cellIds,
    long grantedEpochMs,
    String agentVersion) {

  /** Copies the cells. */
  public LeaseRequest {
    cellIds = List.copyOf(cellIds);
  }

  /** A request for an agent whose version is not known. */
  public LeaseRequest(
      String leaseId,
      CellGroup group,
      String sessionId,
      List<String> cellIds,
      long grantedEpochMs) {
    this(leaseId, group, sessionId, cellIds, grantedEpochMs, "");
  }
}
