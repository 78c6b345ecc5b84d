package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.wire.TelemetryCodec;
import dev.hamlet.common.wire.TelemetryRecord;

/**
 * A record ready to be written.
 *
 * @param entry what the index needs of it
 * @param payload its bytes; empty for a watermark
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the disk, never compared
record EncodedRecord(LogEntry entry, byte[] payload) {

  static EncodedRecord of(TelemetryRecord record) {
    return new EncodedRecord(LogEntry.of(record), TelemetryCodec.encode(record));
  }

  static EncodedRecord of(LogEntry.Watermark watermark) {
    return new EncodedRecord(watermark, new byte[0]);
  }
}
