package dev.hamlet.common.worker.serve;

import dev.hamlet.common.worker.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads inputs, little-endian float32 one after the other, from the file of an input set. */
public final class InputReader implements AutoCloseable {

  private final Request.InputFile inputs;
  private final int elements;
  private final FileChannel file;

  /**
   * Opens a file.
   *
   * @param elements numbers in one input
   * @throws IOException if it cannot be read, or is not as long as its inputs
   */
  public InputReader(Request.InputFile inputs, int elements) throws IOException {
    this.inputs = inputs;
    this.elements = elements;
    this.file = FileChannel.open(Path.of(inputs.file()));
    long expectedBytes = offsetBytes(inputs.count());
    if (file.size() != expectedBytes) {
      String problem =
          "%s has %d bytes, but %d inputs of %d numbers take %d"
              .formatted(inputs.file(), file.size(), inputs.count(), elements, expectedBytes);
      file.close();
      throw new IOException(problem);
    }
  }

  /** Reads {@code count} inputs from number {@code first} on. */
  public float[] read(int first, int count) throws IOException {
    if (first < 0 || count < 1 || first > inputs.count() - count) {
      throw new IllegalArgumentException(
          "inputs %d .. %d of %d".formatted(first, first + count - 1, inputs.count()));
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count * elements, Float.BYTES));
    long startBytes = offsetBytes(first);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, startBytes + bytes.position()) < 0) {
        throw new IOException(inputs.file() + " shrank while it was read");
      }
    }
    float[] numbers = new float[count * elements];
    bytes.flip().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private long offsetBytes(int input) {
    return (long) Float.BYTES * elements * input;
  }
}
