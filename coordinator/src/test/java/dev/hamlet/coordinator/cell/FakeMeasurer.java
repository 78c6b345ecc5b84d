package dev.hamlet.coordinator.cell;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.cell.trial.TrialMeasurer;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.SamplingFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Figures by the script of a test: latency by cell and trial number, 10 ms unless told. Each trial
 * is over a minute after the one before, whatever the clock says.
 */
final class FakeMeasurer implements TrialMeasurer {

  private final Map<String, IntToDoubleFunction> latencies = new HashMap<>();
  private long finishedEpochMs;

  /** Values whose 95 % interval is far beyond 5 % for any n up to the greatest. */
  static double wild(int trialNumber) {
    return trialNumber % 2 == 0 ? 0.005 : 0.02;
  }

  void latencySeconds(String cellId, IntToDoubleFunction byTrial) {
    latencies.put(cellId, byTrial);
  }

  @Override
  public TrialResult measure(
      TrialReport report, DeviceSession session, PlannedCell cell, MeasurementProtocol protocol) {
    double seconds =
        latencies.getOrDefault(cell.cellId(), number -> 0.01).applyAsDouble(report.trialNumber());
    boolean valid = report.outcome() == TrialOutcome.MEASURED;
    return new TrialResult(
        report.cellId(),
        report.trialNumber(),
        report.round(),
        report.lease().fencingToken(),
        session.device(),
        session.bootId(),
        valid ? TrialStatus.VALID : TrialStatus.INVALID,
        report.reason(),
        new LatencyFigures(100, seconds, 0, seconds, seconds, seconds, seconds, seconds),
        new EnergyFigures(1, 8, 3, 5, 3, 3, 3, 8),
        new SamplingFigures(1000, 0, 1000, 0.001),
        0.1,
        1,
        2,
        30,
        31,
        finishedEpochMs += 60_000);
  }
}
