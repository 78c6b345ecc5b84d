package dev.hamlet.agent.uplink.outbox;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that batches overflow into while the link is down. It lengthens memory, not life: it is
 * made when it is first needed, emptied when all of it is acknowledged, and deleted at the end.
 *
 * <p>Threads: one at a time.
 */
final class Spool implements AutoCloseable {

  private final Path file;
  private final long limitBytes;
  private @Nullable FileChannel channel;
  private long sizeBytes;

  Spool(Path file, long limitBytes) {
    this.file = file;
    this.limitBytes = limitBytes;
  }

  /** Whether so many bytes more would fit. */
  boolean hasRoom(int bytes) {
    return sizeBytes + bytes <= limitBytes;
  }

  /**
   * Appends.
   *
   * @return offset of the bytes
   */
  long append(byte[] bytes) {
    try {
      FileChannel open = open();
      long offset = sizeBytes;
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        open.write(buffer, offset + buffer.position());
      }
      sizeBytes += bytes.length;
      return offset;
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot write the spool " + file, e);
    }
  }

  byte[] read(long offset, int length) {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(length);
      while (buffer.hasRemaining()) {
        if (open().read(buffer, offset + buffer.position()) < 0) {
          throw new HamletException(ErrorCode.DATA_LOSS, "the spool " + file + " is cut short");
        }
      }
      return buffer.array();
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot read the spool " + file, e);
    }
  }

  /** Forgets all of it. */
  void clear() {
    if (channel == null) {
      return;
    }
    try {
      channel.truncate(0);
      sizeBytes = 0;
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot empty the spool " + file, e);
    }
  }

  private FileChannel open() throws IOException {
    if (channel == null) {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    }
    return channel;
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot remove the spool " + file, e);
    }
  }
}
