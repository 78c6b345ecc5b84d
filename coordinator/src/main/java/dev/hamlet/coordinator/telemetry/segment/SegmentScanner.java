package dev.hamlet.coordinator.telemetry.segment;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;

/**
 * Reads a segment file from its start to find the frames in it.
 *
 * <p>A frame whose checksum is wrong but whose length leads to an intact one was damaged later: it
 * is passed over and counted. What follows the last intact frame is a torn tail: the process or the
 * machine died while it was being written, so nothing in it was ever acknowledged.
 */
public final class SegmentScanner {

  /** Takes the frames as they are found. */
  @FunctionalInterface
  public interface Visitor {

    /** An intact frame, and where it lies. */
    void frame(LogEntry entry, Segment.Location location);
  }

  /**
   * What was found.
   *
   * @param intactBytes end of the last intact frame
   * @param fileBytes length of the file
   * @param damagedFrames frames passed over before it
   */
  public record Findings(long intactBytes, long fileBytes, int damagedFrames) {

    /** Bytes behind the last intact frame. */
    public long tornBytes() {
      return fileBytes - intactBytes;
    }

    /** Whether anything is not as it was written. */
    public boolean isTornOrDamaged() {
      return tornBytes() > 0 || damagedFrames > 0;
    }
  }

  private static final int BUFFER_BYTES = 1 << 20;

  private SegmentScanner() {}

  /**
   * Scans a file whose header is intact.
   *
   * @param start where the header ends
   */
  public static Findings scan(Segment segment, int start, Visitor visitor) throws IOException {
    long fileBytes = Files.size(segment.path());
    long intactEnd = start;
    int damaged = 0;
    int suspects = 0;
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(segment.path()), BUFFER_BYTES))) {
      in.skipNBytes(start);
      long offset = start;
      while (fileBytes - offset >= Frame.HEAD_BYTES) {
        int length = in.readInt();
        if (!Frame.isPlausible(length) || length > fileBytes - offset - Frame.HEAD_BYTES) {
          break;
        }
        byte[] frame = frame(in, length);
        if (Frame.isIntact(frame)) {
          visitor.frame(Frame.entry(frame), new Segment.Location(segment, offset, frame.length));
          intactEnd = offset + frame.length;
          damaged += suspects;
          suspects = 0;
        } else {
          suspects++;
        }
        offset += frame.length;
      }
    }
    return new Findings(intactEnd, fileBytes, damaged);
  }

  private static byte[] frame(DataInputStream in, int length) throws IOException {
    byte[] frame = new byte[Frame.HEAD_BYTES + length];
    ByteBuffer.wrap(frame).putInt(length);
    in.readFully(frame, Integer.BYTES, frame.length - Integer.BYTES);
    return frame;
  }
}
