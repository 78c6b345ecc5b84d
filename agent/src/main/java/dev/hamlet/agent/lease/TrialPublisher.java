package dev.hamlet.agent.lease;

import dev.hamlet.agent.trial.TrialEnd;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.inference.TrialTrace;
import java.util.OptionalLong;

/** Sends what became of a trial: its trace as telemetry, then its report. */
public final class TrialPublisher {

  private static final String NO_ROOM =
      "the link was down for so long that there was no room for the trial's telemetry";

  private final TraceSink traces;
  private final CoveredReports reports;
  private final String sessionId;

  /** A publisher of one session. */
  public TrialPublisher(TraceSink traces, CoveredReports reports, String sessionId) {
    this.traces = traces;
    this.reports = reports;
    this.sessionId = sessionId;
  }

  void publish(TrialRef trial, long loadDurationNs, TrialEnd end) {
    if (end.trace().isEmpty()) {
      reports.submit(report(trial, loadDurationNs, end));
      return;
    }
    TrialTrace trace = end.trace().get();
    OptionalLong sequence = traces.offer(trace);
    if (sequence.isEmpty()) {
      reports.submit(report(trial, loadDurationNs, TrialEnd.untraced(TrialEnding.failed(NO_ROOM))));
    } else {
      reports.submitCovered(
          report(trial, loadDurationNs, end), lastEndNs(trace), sequence.getAsLong());
    }
  }

  private static long lastEndNs(TrialTrace trace) {
    return trace.phases().get(trace.phases().size() - 1).interval().endNs();
  }

  private TrialReport report(TrialRef trial, long loadDurationNs, TrialEnd end) {
    return new TrialReport(trial, end.ending(), sessionId, 0, loadDurationNs, end.board());
  }
}
