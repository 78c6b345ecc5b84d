package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.wire.TelemetryRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the log, or the place of one that could not be read.
 *
 * @param device whose it is
 * @param session its session
 * @param record the record; null if it could not be read
 * @param lostThrough sequence up to which nothing that the log lacks will ever come; 0 if none
 * @param bytes size of its message
 * @param receivedNs when it arrived, coordinator monotonic ns
 */
record ReceivedRecord(
    String device,
    String session,
    @Nullable TelemetryRecord record,
    long lostThrough,
    int bytes,
    long receivedNs) {

  static ReceivedRecord of(TelemetryRecord record, long lostThrough, int bytes, long receivedNs) {
    return new ReceivedRecord(
        record.device(), record.sessionId(), record, lostThrough, bytes, receivedNs);
  }
}
