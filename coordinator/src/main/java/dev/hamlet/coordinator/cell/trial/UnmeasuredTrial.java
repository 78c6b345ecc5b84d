package dev.hamlet.coordinator.cell.trial;

import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialRef;
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
        report.board().hottestBeforeC(),
        report.board().hottestAfterC(),
        finishedEpochMs,
        report.board().conditions(),
        SensorSnapshot.of(session.sensors()).id(),
        List.of());
  }

  /** A trial of a finished round that its agent never spoke of. */
  public static TrialResult neverReported(
      RoundReport round,
      String cellId,
      int trialNumber,
      DeviceSession session,
      String reason,
      long finishedEpochMs) {
    TrialReport report =
        TrialReport.unmeasured(
            new TrialRef(round.lease(), cellId, trialNumber, round.round()),
            TrialEnding.failed(""),
            session.sessionId());
    return of(report, session, TrialStatus.FAILED, reason, finishedEpochMs);
  }
}
