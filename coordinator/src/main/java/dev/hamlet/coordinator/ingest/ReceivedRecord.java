package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.wire.TelemetryRecord;

/**
 * A record on its way to the log.
 *
 * @param record the record
 * @param lostThrough sequence up to which the agent no longer has what the log lacks; 0 if none
 * @param bytes size of its message
 * @param receivedNs when it arrived, coordinator monotonic ns
 */
record ReceivedRecord(TelemetryRecord record, long lostThrough, int bytes, long receivedNs) {}
