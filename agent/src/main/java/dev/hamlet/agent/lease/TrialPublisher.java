package dev.hamlet.agent.lease;

import dev.hamlet.agent.trial.TrialEnd;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.inference.TrialTrace;
import java.util.OptionalLong;

/** Sends what became of a trial: its trace as telemetry, then its report. */
public final class TrialPublisher {

  private final TraceSink traces;
  private final CoveredReports reports;
  private final String sessionId;

  /** A publisher of one session. */
  public TrialPublisher(TraceSink traces, CoveredReports reports, String sessionId) {
    this.traces = traces;
    this.reports = reports;
    this.sessionId = sessionId;
  }

  /** Whose trial it was. */
  record Subject(LeaseRef lease, String cellId, int trialNumber, int round, long loadDurationNs) {}

  void publish(Subject subject, TrialEnd end) {
    if (end.trace().isEmpty()) {
      reports.submit(report(subject, end));
      return;
    }
    TrialTrace trace = end.trace().get();
    OptionalLong sequence = traces.offer(trace);
    if (sequence.isEmpty()) {
      reports.submit(report(subject, TrialEnd.failed(NO_ROOM, false, false)));
    } else {
      reports.submitCovered(report(subject, end), lastEndNs(trace), sequence.getAsLong());
    }
  }

  private static final String NO_ROOM =
      "the link was down for so long that there was no room for the trial's telemetry";

  private static long lastEndNs(TrialTrace trace) {
    return trace.phases().get(trace.phases().size() - 1).interval().endNs();
  }

  private TrialReport report(Subject subject, TrialEnd end) {
    return new TrialReport(
        subject.lease(),
        subject.cellId(),
        subject.trialNumber(),
        subject.round(),
        end.outcome(),
        end.outcome() == TrialOutcome.MEASURED ? "" : end.reason(),
        end.modelFault(),
        sessionId,
        0,
        subject.loadDurationNs(),
        end.before(),
        end.after(),
        end.conditions(),
        end.boardSuspect(),
        "",
        end.boardRefused());
  }
}
