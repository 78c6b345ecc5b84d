package dev.hamlet.models.architecture;

import java.util.Arrays;
import java.util.List;

/** An immutable block of float32 numbers with a shape; the last dimension varies fastest. */
public final class FloatTensor {

  private final List<Integer> shape;
  private final float[] values;

  private FloatTensor(List<Integer> shape, float[] values) {
    this.shape = List.copyOf(shape);
    this.values = values;
    if (elements(shape) != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " holds " + elements(shape) + " numbers, not " + values.length);
    }
  }

  /** A tensor with a copy of the values. */
  public static FloatTensor of(List<Integer> shape, float... values) {
    return new FloatTensor(shape, values.clone());
  }

  /** A tensor of zeros. */
  public static FloatTensor zeros(List<Integer> shape) {
    return new FloatTensor(shape, new float[elements(shape)]);
  }

  /** Elements of a tensor of a shape. */
  public static int elements(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** The shape. */
  public List<Integer> shape() {
    return shape;
  }

  /** Number of elements. */
  public int size() {
    return values.length;
  }

  /** One element, by its index in the flat order. */
  public float at(int index) {
    return values[index];
  }

  /** A copy of all elements in the flat order. */
  public float[] toArray() {
    return values.clone();
  }

  /** Elements that are not zero. */
  public long nonZero() {
    long count = 0;
    for (float value : values) {
      count += value != 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatTensor that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "FloatTensor" + shape;
  }
}
