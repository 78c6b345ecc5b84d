package dev.hamlet.models.training;

import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import java.util.List;
import java.util.Random;

/** First weights of a network that is to be trained. */
final class InitialWeights {

  private InitialWeights() {}

  /**
   * Kernels from a normal distribution of variance 2 / (inputs of one output), which keeps the
   * spread of rectified layers (He et al. 2015); biases zero.
   */
  static Network of(Architecture architecture, long seed) {
    Random random = new Random(seed);
    List<LayerWeights> weights =
        architecture.weighted().stream().map(place -> draw(place, random)).toList();
    return new Network(architecture, weights);
  }

  private static LayerWeights draw(Architecture.Place place, Random random) {
    List<Integer> shape = place.kernelShape();
    int outputs = place.layer().outputs();
    float[] kernel = new float[FloatTensor.elements(shape)];
    double deviation = Math.sqrt(2.0 * outputs / kernel.length);
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (deviation * random.nextGaussian());
    }
    return LayerWeights.plain(FloatTensor.of(shape, kernel), FloatTensor.zeros(List.of(outputs)));
  }
}
