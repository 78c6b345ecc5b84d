package dev.hamlet.common.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The predicted classes of an evaluation as the tail of a frame: one little-endian i32 each. */
final class EvaluateTail {

  private EvaluateTail() {}

  record Header(int inputs) {}

  static byte[] encode(int[] classes) {
    byte[] bytes = new byte[Integer.BYTES * classes.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(classes);
    return bytes;
  }

  static Reply.Evaluate decode(Header header, byte[] bytes) throws FrameException {
    if (header.inputs() < 0 || (long) Integer.BYTES * header.inputs() != bytes.length) {
      throw new FrameException(
          "an evaluation of %d inputs has a tail of %d bytes"
              .formatted(header.inputs(), bytes.length));
    }
    int[] classes = new int[header.inputs()];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(classes);
    return new Reply.Evaluate(classes);
  }
}
