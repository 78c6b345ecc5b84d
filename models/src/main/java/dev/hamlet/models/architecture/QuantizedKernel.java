package dev.hamlet.models.architecture;

import java.util.Arrays;
import java.util.List;

/**
 * Weights kept as small signed integers with one scale per output channel: {@code weight = code x
 * scale[channel]}, zero exact.
 */
public final class QuantizedKernel implements Kernel {

  private final List<Integer> shape;
  private final int bits;
  private final short[] codes;
  private final FloatTensor scales;

  /**
   * Copies the codes.
   *
   * @param shape shape; the last dimension is the output channels
   * @param bits width of a code, 2 to 16, sign included
   * @param codes codes within plus or minus (2^(bits-1) - 1), in the flat order of the shape
   * @param scales one positive scale per output channel
   */
  public QuantizedKernel(List<Integer> shape, int bits, short[] codes, FloatTensor scales) {
    int channels = shape.get(shape.size() - 1);
    if (scales.size() != channels || codes.length % channels != 0) {
      throw new IllegalArgumentException(
          codes.length + " codes and " + scales.size() + " scales do not fit shape " + shape);
    }
    this.shape = List.copyOf(shape);
    this.bits = bits;
    this.codes = codes.clone();
    this.scales = scales;
  }

  @Override
  public List<Integer> shape() {
    return shape;
  }

  /** Width of a code, sign included. */
  public int bits() {
    return bits;
  }

  /** A copy of the codes. */
  public short[] codes() {
    return codes.clone();
  }

  /** One scale per output channel. */
  public FloatTensor scales() {
    return scales;
  }

  @Override
  public FloatTensor values() {
    float[] values = new float[codes.length];
    for (int i = 0; i < codes.length; i++) {
      values[i] = codes[i] * scales.at(i % scales.size());
    }
    return FloatTensor.of(shape, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantizedKernel that
        && bits == that.bits
        && shape.equals(that.shape)
        && scales.equals(that.scales)
        && Arrays.equals(codes, that.codes);
  }

  @Override
  public int hashCode() {
    return 31 * scales.hashCode() + Arrays.hashCode(codes);
  }
}
