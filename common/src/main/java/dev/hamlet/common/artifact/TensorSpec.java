package dev.hamlet.common.artifact;

import java.util.List;

/**
 * A tensor that goes into or comes out of a model.
 *
 * @param name name in the model's signature
 * @param shape shape of one input without the batch dimension, for instance 28, 28, 1
 * @param type element type; only {@code float32} so far
 */
public record TensorSpec(String name, List<Integer> shape, String type) {

  /** Copies the shape. */
  public TensorSpec {
    shape = List.copyOf(shape);
  }

  /** Elements of one input. */
  public int elements() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
