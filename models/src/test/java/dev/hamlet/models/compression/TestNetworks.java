package dev.hamlet.models.compression;

import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.FeatureShape;
import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.Layer.Convolution;
import dev.hamlet.models.architecture.Layer.Dense;
import dev.hamlet.models.architecture.Layer.Flatten;
import dev.hamlet.models.architecture.Layer.MaxPool;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import java.util.List;

/** Networks whose every weight is known. */
final class TestNetworks {

  static final FineTuner NO_TUNING = (network, steps, seed) -> network;

  private TestNetworks() {}

  /** Two convolutions of 1 x 1, four and two filters, a pool, and two units. */
  static Network small() {
    Architecture architecture =
        new Architecture(
            "small",
            new FeatureShape(4, 2, 1),
            List.of(
                new Convolution(4, 1, true),
                new Convolution(2, 1, true),
                new MaxPool(),
                new Flatten(),
                new Dense(2, false)));
    return new Network(
        architecture,
        List.of(
            // Filters with norms 3, 1, 4, 2: half of them leaves the filters 0 and 2.
            layer(List.of(1, 1, 1, 4), List.of(10, 11, 12, 13), -3, 1, 4, -2),
            // Rows are input channels, columns filters: norms 1+3+5+7 and 2+4+6+8.
            layer(List.of(1, 1, 4, 2), List.of(20, 21), 1, 2, 3, 4, 5, 6, 7, 8),
            // Rows are position 0 channel 0, position 0 channel 1, position 1 channel 0, ...
            layer(List.of(4, 2), List.of(30, 31), 1, 2, 3, 4, 5, 6, 7, 8)));
  }

  private static LayerWeights layer(List<Integer> shape, List<Integer> bias, float... kernel) {
    float[] biases = new float[bias.size()];
    for (int i = 0; i < biases.length; i++) {
      biases[i] = bias.get(i);
    }
    return LayerWeights.plain(
        FloatTensor.of(shape, kernel), FloatTensor.of(List.of(biases.length), biases));
  }
}
