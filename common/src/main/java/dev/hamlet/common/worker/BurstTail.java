package dev.hamlet.common.worker;

import dev.hamlet.common.inference.Spans;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The spans of a burst as the tail of a frame: two numbers per inference, one inference after the
 * other.
 *
 * <pre>
 *   uW gap       start of the inference - end of the one before (of the first: - first_start_ns)
 *   uW duration  end of the inference - its start
 * </pre>
 *
 * Both in ns, little-endian, of W = {@code delta_bytes} = 4 or 8 bytes: four unless a gap or a
 * duration needs more.
 */
final class BurstTail {

  private static final long GREATEST_U32 = 0xffff_ffffL;

  private BurstTail() {}

  record Header(long firstStartNs, int inferences, int deltaBytes, int prediction) {}

  static Header header(Reply.Burst burst) {
    Spans spans = burst.spans();
    long firstStartNs = spans.size() == 0 ? 0 : spans.startNs()[0];
    return new Header(firstStartNs, spans.size(), deltaBytes(spans), burst.prediction());
  }

  static byte[] encode(Spans spans, Header header) {
    byte[] bytes = new byte[2 * header.deltaBytes() * spans.size()];
    ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long previousEndNs = header.firstStartNs();
    for (int i = 0; i < spans.size(); i++) {
      put(tail, header.deltaBytes(), spans.startNs()[i] - previousEndNs);
      put(tail, header.deltaBytes(), spans.durationNs(i));
      previousEndNs = spans.endNs()[i];
    }
    return bytes;
  }

  static Reply.Burst decode(Header header, byte[] bytes) throws FrameException {
    requireSize(header, bytes);
    ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long[] startNs = new long[header.inferences()];
    long[] endNs = new long[header.inferences()];
    long stampNs = header.firstStartNs();
    try {
      for (int i = 0; i < startNs.length; i++) {
        stampNs = Math.addExact(stampNs, get(tail, header.deltaBytes()));
        startNs[i] = stampNs;
        stampNs = Math.addExact(stampNs, get(tail, header.deltaBytes()));
        endNs[i] = stampNs;
      }
      return new Reply.Burst(new Spans(startNs, endNs), header.prediction());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new FrameException("a burst has stamps that cannot be: " + e.getMessage(), e);
    }
  }

  private static void requireSize(Header header, byte[] bytes) throws FrameException {
    int width = header.deltaBytes();
    if (width != Integer.BYTES && width != Long.BYTES) {
      throw new FrameException("delta_bytes of a burst is " + width + ", neither 4 nor 8");
    }
    if (header.inferences() < 0 || 2L * width * header.inferences() != bytes.length) {
      throw new FrameException(
          "a burst of %d inferences has a tail of %d bytes"
              .formatted(header.inferences(), bytes.length));
    }
  }

  private static int deltaBytes(Spans spans) {
    for (int i = 0; i < spans.size(); i++) {
      long gapNs = i == 0 ? 0 : spans.startNs()[i] - spans.endNs()[i - 1];
      if (gapNs > GREATEST_U32 || spans.durationNs(i) > GREATEST_U32) {
        return Long.BYTES;
      }
    }
    return Integer.BYTES;
  }

  private static void put(ByteBuffer tail, int width, long value) {
    if (width == Integer.BYTES) {
      tail.putInt((int) value);
    } else {
      tail.putLong(value);
    }
  }

  private static long get(ByteBuffer tail, int width) {
    return width == Integer.BYTES ? tail.getInt() & GREATEST_U32 : tail.getLong();
  }
}
