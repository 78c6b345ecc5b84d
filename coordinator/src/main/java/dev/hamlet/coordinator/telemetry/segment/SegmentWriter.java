package dev.hamlet.coordinator.telemetry.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends to one segment file and makes what was appended durable.
 *
 * <p>After a failure the writer is of no more use: the next one over the same file cuts off what
 * was not durable. (After a failed fdatasync the kernel may have dropped the pages, so a second
 * attempt on the same bytes would promise what is not there.)
 */
public final class SegmentWriter implements AutoCloseable {

  private final Segment segment;
  private final FileChannel channel;
  private long writtenBytes;
  private long durableBytes;

  private SegmentWriter(Segment segment, FileChannel channel, long durableBytes) {
    this.segment = segment;
    this.channel = channel;
    this.writtenBytes = durableBytes;
    this.durableBytes = durableBytes;
  }

  /** A writer over a file of which the first bytes are durable; the rest is cut off. */
  public static SegmentWriter open(Segment segment, long durableBytes) throws IOException {
    FileChannel channel =
        FileChannel.open(segment.path(), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      channel.truncate(durableBytes);
      return new SegmentWriter(segment, channel, durableBytes);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Appends bytes, not yet durable; returns where they start. */
  public long write(ByteBuffer bytes) throws IOException {
    long offset = writtenBytes;
    while (bytes.hasRemaining()) {
      writtenBytes += channel.write(bytes, writtenBytes);
    }
    return offset;
  }

  /** Makes everything appended durable: fdatasync; the folder's entry too if the file is new. */
  public void sync() throws IOException {
    channel.force(false);
    if (durableBytes == 0) {
      syncFolder(segment.path().resolveSibling("."));
    }
    durableBytes = writtenBytes;
  }

  /** Bytes that survive a loss of power. */
  public long durableBytes() {
    return durableBytes;
  }

  public Segment segment() {
    return segment;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
      entry.force(true);
    }
  }
}
