package dev.hamlet.common.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Frames as bytes. All numbers are little-endian and unsigned.
 *
 * <pre>
 *   0            4         5            9            9 + h        4 + n
 *   +------------+---------+------------+------------+------------+
 *   | u32 n      | u8 type | u32 h      | header     | tail       |
 *   +------------+---------+------------+------------+------------+
 *                |------------------ body, n bytes ---------------|
 * </pre>
 *
 * The header is a JSON object in UTF-8; the tail is what is left, n - 5 - h bytes. A body has at
 * most {@value #MAX_BODY_BYTES} bytes and a header at most {@value #MAX_HEADER_BYTES}: whoever
 * announces more is refused before anything is read or allocated.
 */
public final class FrameCodec {

  /** Bytes of the length before each body. */
  public static final int LENGTH_BYTES = 4;

  /** Greatest number of bytes in a body. */
  public static final int MAX_BODY_BYTES = 64 << 20;

  /** Greatest number of bytes in a header. */
  public static final int MAX_HEADER_BYTES = 1 << 20;

  private static final int FIXED_BYTES = 1 + 4;

  private FrameCodec() {}

  /**
   * The bytes of a frame, length included, ready to be written.
   *
   * @throws FrameException if the frame is greater than the protocol allows
   */
  public static ByteBuffer encode(Frame frame) throws FrameException {
    long bodyBytes = (long) FIXED_BYTES + frame.header().length + frame.tail().length;
    requireHeader(frame.header().length);
    requireBody(bodyBytes);
    ByteBuffer bytes =
        ByteBuffer.allocate(LENGTH_BYTES + (int) bodyBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt((int) bodyBytes).put((byte) frame.type()).putInt(frame.header().length);
    return bytes.put(frame.header()).put(frame.tail()).flip();
  }

  /** Reads the length that stands before a body; refuses one that is too small or too great. */
  public static int bodyBytes(ByteBuffer length) throws FrameException {
    long bodyBytes = length.order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffff_ffffL;
    requireBody(bodyBytes);
    return (int) bodyBytes;
  }

  /** Reads a body: all that remains in the buffer. */
  public static Frame decode(ByteBuffer body) throws FrameException {
    body.order(ByteOrder.LITTLE_ENDIAN);
    requireBody(body.remaining());
    int type = body.get() & 0xff;
    long headerBytes = body.getInt() & 0xffff_ffffL;
    requireHeader(headerBytes);
    if (headerBytes > body.remaining()) {
      throw new FrameException(
          "a frame announces a header of " + headerBytes + " bytes but ends before it does");
    }
    byte[] header = new byte[(int) headerBytes];
    body.get(header);
    byte[] tail = new byte[body.remaining()];
    body.get(tail);
    return new Frame(type, header, tail);
  }

  private static void requireBody(long bodyBytes) throws FrameException {
    if (bodyBytes < FIXED_BYTES || bodyBytes > MAX_BODY_BYTES) {
      throw new FrameException(
          "a frame of " + bodyBytes + " bytes is not in " + FIXED_BYTES + " .. " + MAX_BODY_BYTES);
    }
  }

  private static void requireHeader(long headerBytes) throws FrameException {
    if (headerBytes > MAX_HEADER_BYTES) {
      throw new FrameException(
          "a header of " + headerBytes + " bytes is greater than " + MAX_HEADER_BYTES);
    }
  }
}
