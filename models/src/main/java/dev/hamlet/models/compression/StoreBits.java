package dev.hamlet.models.compression;

import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.architecture.QuantizedKernel;
import java.util.List;

/**
 * Stores every kernel as integers of a few bits with one scale per output channel; an inference
 * turns them back into float32. Biases stay float32.
 *
 * <p>Symmetric and uniform: with {@code L = 2^(bits-1) - 1}, {@code scale = max|w| / L} over the
 * channel (1 if the channel is all zero) and {@code code = clamp(round(w / scale), -L, L)}, halves
 * rounded away from zero. The weight scheme of TensorFlow Lite's specification at 8 bits.
 *
 * @param bits width of a code with its sign, {@value #MIN_BITS} to {@value #MAX_BITS}
 */
record StoreBits(int bits) implements Compression {

  static final String WORD = "store_bits";
  static final int MIN_BITS = 2;
  static final int MAX_BITS = 16;

  @Override
  public String label() {
    return WORD + "=" + bits;
  }

  @Override
  public Network apply(Network network, FineTuner fineTuner) {
    Plain.require(network, label());
    List<LayerWeights> stored =
        network.weights().stream()
            .map(w -> new LayerWeights(quantized(w.kernel().values()), w.bias()))
            .toList();
    return new Network(network.architecture(), stored);
  }

  QuantizedKernel quantized(FloatTensor weights) {
    int limit = (1 << (bits - 1)) - 1;
    float[] scales = scales(weights, limit);
    short[] codes = new short[weights.size()];
    for (int i = 0; i < codes.length; i++) {
      long code = roundHalfAway(weights.at(i) / (double) scales[i % scales.length]);
      codes[i] = (short) Math.max(-limit, Math.min(limit, code));
    }
    return new QuantizedKernel(
        weights.shape(), bits, codes, FloatTensor.of(List.of(scales.length), scales));
  }

  /** The nearest integer; a half goes away from zero, unlike {@link Math#round(double)}. */
  static long roundHalfAway(double value) {
    return (long) Math.copySign(Math.floor(Math.abs(value) + 0.5), value);
  }

  private static float[] scales(FloatTensor weights, int limit) {
    int channels = weights.shape().get(weights.shape().size() - 1);
    float[] largest = new float[channels];
    for (int i = 0; i < weights.size(); i++) {
      largest[i % channels] = Math.max(largest[i % channels], Math.abs(weights.at(i)));
    }
    for (int c = 0; c < channels; c++) {
      largest[c] = largest[c] == 0 ? 1 : largest[c] / limit;
    }
    return largest;
  }
}
