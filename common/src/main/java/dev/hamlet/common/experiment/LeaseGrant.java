package dev.hamlet.common.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The right to run a cell group: cells of one experiment on one device that share a power mode.
 *
 * @param lease name and fencing token
 * @param experimentId the experiment
 * @param powerMode power mode to set and prove before anything is measured
 * @param cells every cell of the group that is not finished
 * @param protocol how each trial is measured, unless the cell has a protocol of its own
 * @param ownProtocols protocols of cells that differ, by cell id
 * @param evaluations artifacts to evaluate for accuracy before the first round
 * @param duration how long the lease holds after each heartbeat that names it
 */
public record LeaseGrant(
    LeaseRef lease,
    String experimentId,
    String powerMode,
    List<CellSpec> cells,
    MeasurementProtocol protocol,
    Map<String, MeasurementProtocol> ownProtocols,
    List<EvaluationSpec> evaluations,
    Duration duration) {

  /** Copies the lists. */
  public LeaseGrant {
    cells = List.copyOf(cells);
    ownProtocols = Map.copyOf(ownProtocols);
    evaluations = List.copyOf(evaluations);
  }

  /** A lease whose cells are all measured alike. */
  public LeaseGrant(
      LeaseRef lease,
      String experimentId,
      String powerMode,
      List<CellSpec> cells,
      MeasurementProtocol protocol,
      List<EvaluationSpec> evaluations,
      Duration duration) {
    this(lease, experimentId, powerMode, cells, protocol, Map.of(), evaluations, duration);
  }

  /** How the trials of a cell are measured. */
  public MeasurementProtocol protocolOf(String cellId) {
    return ownProtocols.getOrDefault(cellId, protocol);
  }
}
