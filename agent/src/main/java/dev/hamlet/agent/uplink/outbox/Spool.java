package dev.hamlet.agent.uplink.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that batches overflow into while the link is down. It is made when it is first needed and
 * emptied when all of it is acknowledged. One that an agent leaves behind is sent by its next life:
 * {@link SpoolScan}.
 *
 * <p>A disk that refuses (full, read-only, worn out) costs nothing but the room: it is counted, and
 * said once.
 *
 * <p>Threads: one at a time.
 */
final class Spool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path file;
  private final SessionIdentity session;
  private final long limitBytes;
  private @Nullable FileChannel channel;
  private long sizeBytes;
  private long failures;

  Spool(Path file, SessionIdentity session, long limitBytes) {
    this.file = file;
    this.session = session;
    this.limitBytes = limitBytes;
  }

  /** Over a file of an earlier life, whole up to a length. */
  static Spool of(SpoolScan scan) {
    Spool spool = new Spool(scan.file(), scan.session(), 0);
    spool.sizeBytes = scan.sizeBytes();
    return spool;
  }

  /** Whether so many bytes more would fit. */
  boolean hasRoom(int bytes) {
    long headBytes = sizeBytes == 0 ? SpoolFormat.head(session).length : 0;
    return sizeBytes + headBytes + SpoolFormat.ENTRY_HEAD_BYTES + bytes <= limitBytes;
  }

  /**
   * Appends.
   *
   * @return where the bytes begin; empty if the disk refuses
   */
  OptionalLong append(byte[] bytes) {
    try {
      if (sizeBytes == 0) {
        sizeBytes = write(SpoolFormat.head(session), 0);
      }
      long offset = sizeBytes + SpoolFormat.ENTRY_HEAD_BYTES;
      sizeBytes = write(SpoolFormat.entry(bytes), sizeBytes);
      return OptionalLong.of(offset);
    } catch (IOException e) {
      refused("write", e);
      return OptionalLong.empty();
    }
  }

  /** What was appended; empty if the disk has lost it. */
  Optional<byte[]> read(long offset, int length) {
    try {
      ByteBuffer entry = ByteBuffer.allocate(SpoolFormat.ENTRY_HEAD_BYTES + length);
      while (entry.hasRemaining()) {
        long at = offset - SpoolFormat.ENTRY_HEAD_BYTES + entry.position();
        if (open().read(entry, at) < 0) {
          throw new IOException("it is cut short");
        }
      }
      return SpoolFormat.content(entry.flip());
    } catch (IOException e) {
      refused("read", e);
      return Optional.empty();
    }
  }

  /** What was appended until now is on the disk, also after a power cut. */
  void force() {
    try {
      if (channel != null) {
        channel.force(false);
      }
    } catch (IOException e) {
      refused("write", e);
    }
  }

  /** Forgets all of it. */
  void clear() {
    try {
      sizeBytes = 0;
      if (channel != null) {
        channel.truncate(0);
      }
    } catch (IOException e) {
      refused("empty", e);
    }
  }

  /** Bytes on the disk. */
  long sizeBytes() {
    return sizeBytes;
  }

  /** How often the disk refused. */
  long failures() {
    return failures;
  }

  private long write(byte[] bytes, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      open().write(buffer, at + buffer.position());
    }
    return at + bytes.length;
  }

  private FileChannel open() throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      opened =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      channel = opened;
    }
    return opened;
  }

  private void refused(String what, IOException cause) {
    failures++;
    if (failures == 1) {
      LOG.warn(
          "cannot {} the spool {} ({}): telemetry waits in memory alone",
          what,
          file,
          cause.toString());
    }
  }

  /** Closes the file; what is in it stays for the next life of the agent, an empty one goes. */
  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
      if (sizeBytes == 0 && (channel != null || limitBytes == 0)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      refused("close", e);
    }
  }
}
