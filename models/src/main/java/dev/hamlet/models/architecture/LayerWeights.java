package dev.hamlet.models.architecture;

/**
 * The weights of one layer.
 *
 * @param kernel the kernel
 * @param bias one number per output channel; never compressed
 */
public record LayerWeights(Kernel kernel, FloatTensor bias) {

  /** Weights kept as float32. */
  public static LayerWeights plain(FloatTensor kernel, FloatTensor bias) {
    return new LayerWeights(new Kernel.Plain(kernel), bias);
  }
}
