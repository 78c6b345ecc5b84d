package dev.hamlet.coordinator.telemetry.segment;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * One segment file: a header, then frames.
 *
 * <pre>
 *   {@code <device>/<number>.seg}
 *   +---------------+-------+-------+-----+-------+ - - - - - - +
 *   | SegmentHeader | Frame | Frame | ... | Frame |  torn tail  |
 *   +---------------+-------+-------+-----+-------+ - - - - - - +
 *                                         ^ durable bytes        ^ cut off at open
 * </pre>
 *
 * @param number its number
 * @param path the file
 */
public record Segment(long number, Path path) {

  /** How names of segment files end. */
  public static final String SUFFIX = ".seg";

  /**
   * Where a frame lies.
   *
   * @param segment the file
   * @param offset of its first byte
   * @param bytes all of it, head included
   */
  public record Location(Segment segment, long offset, int bytes) {}

  /** The frame at a place, checked against its checksum. */
  static byte[] read(FileChannel channel, Location location) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(location.bytes());
    while (frame.hasRemaining()) {
      if (channel.read(frame, location.offset() + frame.position()) < 0) {
        throw damaged(location);
      }
    }
    if (!Frame.isIntact(frame.array())) {
      throw damaged(location);
    }
    return frame.array();
  }

  private static HamletException damaged(Location location) {
    return new HamletException(
        ErrorCode.DATA_LOSS,
        "The telemetry segment %s is damaged at byte %d; restore it from a backup, or delete it."
            .formatted(location.segment().path(), location.offset()));
  }
}
