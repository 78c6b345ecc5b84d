package dev.hamlet.coordinator.telemetry.segment;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record in a segment file, big-endian.
 *
 * <pre>
 *   byte 0        4         8          10         10 + e            8 + length
 *        +--------+---------+----------+----------+-----------------+
 *        | length | crc32c  | e        | entry    | payload         |
 *        | u32    | u32     | u16      | e bytes  | TelemetryBatch  |
 *        +--------+---------+----------+----------+-----------------+
 *   length  counts from byte 8 on; at least 2, at most {@value #MAX_LENGTH}
 *   crc32c  of the length field and of everything from byte 8 on
 *   entry   what the index needs ({@link LogEntry})
 * </pre>
 */
final class Frame {

  /** Bytes before the entry's length. */
  static final int HEAD_BYTES = 8;

  /** Greatest length of a frame: a trace of a million inferences fits four times. */
  static final int MAX_LENGTH = 64 << 20;

  private static final int MIN_LENGTH = 2;

  private Frame() {}

  /** The bytes of a frame. */
  static byte[] encode(LogEntry entry, byte[] payload) {
    byte[] index = entry.encoded();
    int length = Short.BYTES + index.length + payload.length;
    ByteBuffer frame = ByteBuffer.allocate(HEAD_BYTES + length);
    frame.putInt(length).putInt(0).putShort((short) index.length).put(index).put(payload);
    frame.putInt(Integer.BYTES, checksum(frame.array()));
    return frame.array();
  }

  /** Whether a length field can be right. */
  static boolean isPlausible(int length) {
    return length >= MIN_LENGTH && length <= MAX_LENGTH;
  }

  /** Whether a whole frame's checksum is right. */
  static boolean isIntact(byte[] frame) {
    return ByteBuffer.wrap(frame).getInt(Integer.BYTES) == checksum(frame);
  }

  /** The entry of an intact frame. */
  static LogEntry entry(byte[] frame) throws IOException {
    return LogEntry.read(
        new DataInputStream(
            new ByteArrayInputStream(frame, HEAD_BYTES + Short.BYTES, entryLength(frame))));
  }

  /** The payload of an intact frame; shares its bytes. */
  static ByteBuffer payload(byte[] frame) {
    int start = HEAD_BYTES + Short.BYTES + entryLength(frame);
    return ByteBuffer.wrap(frame, start, frame.length - start);
  }

  private static int entryLength(byte[] frame) {
    return Short.toUnsignedInt(ByteBuffer.wrap(frame).getShort(HEAD_BYTES));
  }

  private static int checksum(byte[] frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, Integer.BYTES);
    crc.update(frame, HEAD_BYTES, frame.length - HEAD_BYTES);
    return (int) crc.getValue();
  }
}
