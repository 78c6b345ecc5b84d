package dev.hamlet.coordinator.telemetry.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The start of a segment file, big-endian.
 *
 * <pre>
 *   "HAMLTLM1" | number u64 | n u16 | device, n bytes of UTF-8 | crc32c u32 of all before it
 * </pre>
 *
 * @param number number of the segment, growing over all devices: the age of what it holds
 * @param device the device whose records it holds
 */
public record SegmentHeader(long number, String device) {

  /** Longest header: a device's name has 256 characters at most. */
  static final int MAX_BYTES = 8 + 8 + 2 + 4 * 256 + 4;

  private static final byte[] MAGIC = "HAMLTLM1".getBytes(StandardCharsets.US_ASCII);

  /** Its bytes. */
  public byte[] encoded() {
    byte[] name = device.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(MAGIC.length + Long.BYTES + Short.BYTES + name.length + 4);
    bytes.put(MAGIC).putLong(number).putShort((short) name.length).put(name);
    bytes.putInt(checksum(bytes.array(), bytes.position()));
    return bytes.array();
  }

  /** How many bytes it takes. */
  public int length() {
    return encoded().length;
  }

  /** The header at the start of some bytes; empty if there is no intact one. */
  static Optional<SegmentHeader> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int fixed = MAGIC.length + Long.BYTES + Short.BYTES;
    if (bytes.length < fixed || !Arrays.equals(MAGIC, 0, 8, bytes, 0, 8)) {
      return Optional.empty();
    }
    long number = in.getLong(MAGIC.length);
    int nameLength = Short.toUnsignedInt(in.getShort(MAGIC.length + Long.BYTES));
    int end = fixed + nameLength;
    if (bytes.length < end + Integer.BYTES || in.getInt(end) != checksum(bytes, end)) {
      return Optional.empty();
    }
    String device = new String(bytes, fixed, nameLength, StandardCharsets.UTF_8);
    return Optional.of(new SegmentHeader(number, device));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
