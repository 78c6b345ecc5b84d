package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import java.time.Duration;
import java.util.List;

/**
 * Cells of one device that share a power mode.
 *
 * @param group what they share
 * @param protocol how each trial is measured where no override matches, adapted to the device's
 *     sensors
 * @param cells the cells, in the order of the matrix; immutable, each made when it is asked for
 * @param leastTime phases of the least number of trials of each cell; loading, gates and waiting
 *     for others come on top
 */
public record PlannedGroup(
    CellGroup group, MeasurementProtocol protocol, List<PlannedCell> cells, Duration leastTime) {}
