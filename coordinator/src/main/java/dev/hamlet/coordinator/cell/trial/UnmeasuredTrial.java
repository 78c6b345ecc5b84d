package dev.hamlet.coordinator.cell.trial;

import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.SensorSnapshot;
import java.util.List;

/** Rows for trials without figures: no trial that was granted and begun is ever missing. */
public final class UnmeasuredTrial {

  private UnmeasuredTrial() {}

  /** A trial that could not run, or whose figures cannot be made. */
  public static TrialResult of(
      TrialReport report,
      DeviceSession session,
      TrialStatus status,
      String reason,
      long finishedEpochMs) {
    return new TrialResult(
        report.cellId(),
        report.trialNumber(),
        report.round(),
        report.lease().fencingToken(),
        session.device(),
        session.bootId(),
        status,
        reason,
        null,
        null,
        null,
        report.loadDurationNs() / 1e9,
        0,
        0,
        hottest(report.temperaturesBefore()),
        hottest(report.temperaturesAfter()),
        finishedEpochMs,
        report.conditions(),
        SensorSnapshot.of(session.sensors()).id(),
        List.of());
  }

  static double hottest(List<Temperature> temperatures) {
    return temperatures.stream().mapToDouble(Temperature::celsius).max().orElse(Double.NaN);
  }
}
