package dev.hamlet.coordinator.cell.trial;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;

/**
 * Makes the figures of a trial whose telemetry is durable. A trial that cannot be made sense of is
 * an invalid result with a reason, not an exception.
 */
@FunctionalInterface
public interface TrialMeasurer {

  /**
   * The result of a trial that was measured, or was found invalid by its agent.
   *
   * @param report what the agent said of it
   * @param session the agent
   * @param cell the cell
   * @param protocol how it was measured
   */
  TrialResult measure(
      TrialReport report, DeviceSession session, PlannedCell cell, MeasurementProtocol protocol);
}
