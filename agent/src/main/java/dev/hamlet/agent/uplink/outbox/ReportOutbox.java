package dev.hamlet.agent.uplink.outbox;

import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.wire.ReportMapping;
import dev.hamlet.proto.v1.AgentMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports that are not yet acknowledged, under the numbers of the session, in order. Bounded by
 * what was granted: every trial has one report.
 *
 * <p>Threads: any.
 */
public final class ReportOutbox {

  private static final long NEVER = Long.MIN_VALUE;

  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private long lastNumber;
  private Runnable onAdded = () -> {};

  /** Numbers a report and keeps it until it is acknowledged; never waits. */
  public void send(AgentReport report) {
    wakeUpAfter(report).run();
  }

  /** Reports that wait for their acknowledgement. */
  public synchronized int size() {
    return waiting.size();
  }

  /** From now on this is called after every report that is added, on the thread that added it. */
  public synchronized void whenAdded(Runnable action) {
    onAdded = action;
  }

  /** The coordinator has stored what a report tells. */
  public synchronized void acknowledge(long reportNumber) {
    waiting.remove(reportNumber);
  }

  /** A new stream: everything is to be sent again. */
  public synchronized void rewind() {
    waiting.values().forEach(report -> report.sentNs = NEVER);
  }

  /** What was never sent, or not since a stamp; counts as sent now. */
  public synchronized List<AgentMessage> due(long sentBeforeNs, long nowNs) {
    List<AgentMessage> messages = new ArrayList<>();
    for (Waiting report : waiting.values()) {
      if (report.sentNs == NEVER || report.sentNs < sentBeforeNs) {
        report.sentNs = nowNs;
        messages.add(report.message);
      }
    }
    return messages;
  }

  private synchronized Runnable wakeUpAfter(AgentReport report) {
    lastNumber++;
    waiting.put(lastNumber, new Waiting(ReportMapping.toMessage(report, lastNumber)));
    return onAdded;
  }

  private static final class Waiting {

    private final AgentMessage message;
    private long sentNs = NEVER;

    Waiting(AgentMessage message) {
      this.message = message;
    }
  }
}
