package dev.hamlet.coordinator.telemetry.segment;

import dev.hamlet.common.wire.TelemetryCodec;
import dev.hamlet.common.wire.TelemetryRecord;

/**
 * A record ready to be written.
 *
 * @param entry what the index needs of it
 * @param payload its bytes; empty for a watermark
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the disk, never compared
public record EncodedRecord(LogEntry entry, byte[] payload) {

  /** A record with its payload. */
  public static EncodedRecord of(TelemetryRecord record) {
    return new EncodedRecord(LogEntry.of(record), TelemetryCodec.encode(record));
  }

  /** A watermark: it has no payload. */
  public static EncodedRecord of(LogEntry.Watermark watermark) {
    return new EncodedRecord(watermark, new byte[0]);
  }

  /** The bytes of its frame, as they stand in the file. */
  public byte[] frame() {
    return Frame.encode(entry, payload);
  }
}
