package dev.hamlet.common.experiment;

import java.time.Duration;
import java.util.List;

/**
 * The right to run a cell group: cells of one experiment on one device that share a power mode.
 *
 * @param lease name and fencing token
 * @param experimentId the experiment
 * @param powerMode power mode to set and prove before anything is measured
 * @param cells every cell of the group that is not finished
 * @param protocol how each trial is measured
 * @param evaluations artifacts to evaluate for accuracy before the first round
 * @param duration how long the lease holds after each heartbeat that names it
 */
public record LeaseGrant(
    LeaseRef lease,
    String experimentId,
    String powerMode,
    List<CellSpec> cells,
    MeasurementProtocol protocol,
    List<EvaluationSpec> evaluations,
    Duration duration) {

  /** Copies the lists. */
  public LeaseGrant {
    cells = List.copyOf(cells);
    evaluations = List.copyOf(evaluations);
  }
}
