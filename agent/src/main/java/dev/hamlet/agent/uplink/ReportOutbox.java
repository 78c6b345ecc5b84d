package dev.hamlet.agent.uplink;

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
 * <p>Belongs to the link's thread.
 */
final class ReportOutbox {

  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private long lastNumber;

  /** Numbers a report and keeps it; the message to send. */
  AgentMessage add(AgentReport report, long nowNs) {
    lastNumber++;
    Waiting kept = new Waiting(ReportMapping.toMessage(report, lastNumber));
    kept.sentNs = nowNs;
    waiting.put(lastNumber, kept);
    return kept.message;
  }

  void acknowledge(long reportNumber) {
    waiting.remove(reportNumber);
  }

  /** Everything that waits, to be sent on a new stream. */
  List<AgentMessage> all(long nowNs) {
    return sentBefore(Long.MAX_VALUE, nowNs);
  }

  /** What waits since before a stamp, to be sent once more. */
  List<AgentMessage> sentBefore(long monotonicNs, long nowNs) {
    List<AgentMessage> messages = new ArrayList<>();
    for (Waiting report : waiting.values()) {
      if (report.sentNs < monotonicNs) {
        report.sentNs = nowNs;
        messages.add(report.message);
      }
    }
    return messages;
  }

  int size() {
    return waiting.size();
  }

  private static final class Waiting {

    private final AgentMessage message;
    private long sentNs;

    Waiting(AgentMessage message) {
      this.message = message;
    }
  }
}
