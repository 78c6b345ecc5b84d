package dev.hamlet.agent.lease;

import dev.hamlet.common.experiment.AgentReport;

/** Where reports go. */
@FunctionalInterface
public interface ReportSink {

  /** Takes a report over; never blocks. Reports leave in the order they come. */
  void send(AgentReport report);
}
