package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import java.time.Duration;
import java.util.List;

/**
 * Cells that are leased together.
 *
 * @param group what they share
 * @param protocol how each trial is measured, adapted to the device's sensors
 * @param cells the cells, in the order of the matrix
 */
public record PlannedGroup(CellGroup group, MeasurementProtocol protocol, List<PlannedCell> cells) {

  /** Copies the cells. */
  public PlannedGroup {
    cells = List.copyOf(cells);
  }

  /** Phases of so many trials of each cell; loading, gates and waiting for others come on top. */
  Duration ofTrials(int trials) {
    return ProtocolTimes.ofTrial(protocol).multipliedBy((long) trials * cells.size());
  }
}
