package dev.hamlet.agent.uplink.outbox;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The layout of a spool file. Numbers are big-endian.
 *
 * <pre>
 *   head    "HAMLSPL1" | device | boot id | session id      texts: u16 length, UTF-8
 *   entry   u32 length | u32 CRC-32C of the bytes | bytes   a telemetry batch, encoded
 *   entry   ...
 * </pre>
 *
 * <p>A file ends where an entry does not fit its length or its checksum: there the agent was
 * killed.
 */
final class SpoolFormat {

  /** Length and checksum before the bytes of an entry. */
  static final int ENTRY_HEAD_BYTES = 8;

  private static final String MAGIC = "HAMLSPL1";
  private static final int MAX_ENTRY_BYTES = 64 << 20;

  private SpoolFormat() {}

  static byte[] head(SessionIdentity session) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBytes(MAGIC);
      out.writeUTF(session.device());
      out.writeUTF(session.bootId());
      out.writeUTF(session.sessionId());
    } catch (IOException e) {
      throw new IllegalStateException("memory does not refuse", e);
    }
    return bytes.toByteArray();
  }

  /** Reads a head. */
  static SessionIdentity session(DataInputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length());
    if (!MAGIC.equals(new String(magic, StandardCharsets.US_ASCII))) {
      throw new HamletException(ErrorCode.DATA_LOSS, "it is no spool of this version");
    }
    return new SessionIdentity(in.readUTF(), in.readUTF(), in.readUTF());
  }

  static byte[] entry(byte[] bytes) {
    return ByteBuffer.allocate(ENTRY_HEAD_BYTES + bytes.length)
        .putInt(bytes.length)
        .putInt(checksum(bytes))
        .put(bytes)
        .array();
  }

  /** The bytes of an entry, or nothing if they are not what was written. */
  static Optional<byte[]> content(ByteBuffer entry) {
    int length = entry.getInt();
    int expected = entry.getInt();
    if (length != entry.remaining()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length];
    entry.get(bytes);
    return checksum(bytes) == expected ? Optional.of(bytes) : Optional.empty();
  }

  /** Reads the next entry; nothing at the end of what is whole. */
  static Optional<byte[]> next(DataInputStream in) throws IOException {
    byte[] head = in.readNBytes(ENTRY_HEAD_BYTES);
    if (head.length < ENTRY_HEAD_BYTES) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(head).getInt();
    if (length < 0 || length > MAX_ENTRY_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      return Optional.empty();
    }
    return content(ByteBuffer.allocate(head.length + length).put(head).put(bytes).flip());
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
