package dev.hamlet.models.architecture;

import java.util.List;

/** The weights of a layer, in the form in which a model file keeps them. */
public sealed interface Kernel permits Kernel.Plain, QuantizedKernel {

  /** Shape; the last dimension is the output channels. */
  List<Integer> shape();

  /** The numbers that an inference multiplies with. */
  FloatTensor values();

  /**
   * Weights kept as float32.
   *
   * @param values the weights
   */
  record Plain(FloatTensor values) implements Kernel {

    @Override
    public List<Integer> shape() {
      return values.shape();
    }
  }
}
