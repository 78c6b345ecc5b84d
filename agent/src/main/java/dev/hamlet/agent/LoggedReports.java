package dev.hamlet.agent;

import dev.hamlet.agent.lease.ReportSink;
import dev.hamlet.agent.log.AgentLogs;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Puts the last log lines into the report of what failed: of the first trial of a cell that could
 * not run under a lease, and of a lease that is handed back. What follows of the same cell goes
 * without, so that reports that wait for a link stay small. Threads: one at a time.
 */
final class LoggedReports implements ReportSink {

  private static final int REMEMBERED = 64;

  private record Subject(LeaseRef lease, String cellId) {}

  private final ReportSink next;
  private final AgentLogs logs;
  private final Deque<Subject> logged = new ArrayDeque<>();

  LoggedReports(ReportSink next, AgentLogs logs) {
    this.next = next;
    this.logs = logs;
  }

  @Override
  public void send(AgentReport report) {
    next.send(withLog(report));
  }

  private AgentReport withLog(AgentReport report) {
    if (report instanceof TrialReport trial
        && trial.outcome() == TrialOutcome.FAILED
        && isFirst(new Subject(trial.lease(), trial.cellId()))) {
      return trial.ended(trial.ending().withLog(logs.text()));
    }
    return report instanceof LeaseReturn handedBack ? handedBack.withLog(logs.text()) : report;
  }

  private boolean isFirst(Subject subject) {
    if (logged.contains(subject)) {
      return false;
    }
    if (logged.size() == REMEMBERED) {
      logged.removeFirst();
    }
    logged.addLast(subject);
    return true;
  }
}
