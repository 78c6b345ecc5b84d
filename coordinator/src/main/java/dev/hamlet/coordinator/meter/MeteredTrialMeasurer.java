package dev.hamlet.coordinator.meter;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.cell.trial.TrialMeasurer;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;

/** Measures a trial as ever, and lets the device's meters measure it too. */
public record MeteredTrialMeasurer(TrialMeasurer inner, ExternalMeters meters)
    implements TrialMeasurer {

  @Override
  public TrialResult measure(
      TrialReport report, DeviceSession session, PlannedCell cell, MeasurementProtocol protocol) {
    TrialResult result = inner.measure(report, session, cell, protocol);
    meters.measured(result);
    return result;
  }
}
