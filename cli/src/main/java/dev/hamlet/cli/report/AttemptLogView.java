package dev.hamlet.cli.report;

import dev.hamlet.proto.v1.AttemptLog;
import java.util.stream.Stream;

/**
 * The log lines of a failed attempt as {@code --json} shows them.
 *
 * @param fencingToken the lease
 * @param cellId the cell; empty if the whole lease was handed back
 * @param device the device
 * @param epochMs when they came, wall clock, ms
 * @param reason what failed
 * @param text the lines
 */
public record AttemptLogView(
    long fencingToken, String cellId, String device, long epochMs, String reason, String text) {

  /** From the wire. */
  public static AttemptLogView of(AttemptLog log) {
    return new AttemptLogView(
        log.getFencingToken(),
        log.getCellId(),
        log.getDevice(),
        log.getEpochMs(),
        log.getReason(),
        log.getText());
  }

  /** For people: a headline, then the lines. */
  public Stream<String> lines() {
    String what = cellId.isEmpty() ? "lease handed back" : "cell " + cellId;
    String head = "=== " + StatusTables.time(epochMs) + "  " + device + "  " + what + ": " + reason;
    return Stream.concat(Stream.of(head), text.lines());
  }
}
