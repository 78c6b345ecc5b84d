package dev.hamlet.models.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.models.architecture.Layer.Convolution;
import dev.hamlet.models.architecture.Layer.Dense;
import dev.hamlet.models.architecture.Layer.Flatten;
import dev.hamlet.models.architecture.Layer.MaxPool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge is judged: a network small enough to work out on paper. */
class ForwardPassTest {

  private static final double EXACT = 1e-12;

  @Test
  void convolutionPoolAndDense_giveWhatPaperGives() {
    Architecture architecture =
        new Architecture(
            "paper",
            new FeatureShape(2, 2, 1),
            List.of(
                new Convolution(1, 3, true), new MaxPool(), new Flatten(), new Dense(2, false)));
    // Each output is its pixel plus its right neighbour, minus 1: 1+2-1, 2+0-1, 3+4-1, 4+0-1.
    FloatTensor filter = FloatTensor.of(List.of(3, 3, 1, 1), 0, 0, 0, 0, 1, 1, 0, 0, 0);
    FloatTensor dense = FloatTensor.of(List.of(1, 2), 0.5f, 0);
    Network network =
        new Network(
            architecture,
            List.of(
                LayerWeights.plain(filter, FloatTensor.of(List.of(1), -1)),
                LayerWeights.plain(dense, FloatTensor.of(List.of(2), 0, 1))));

    double[] result = ForwardPass.probabilities(network, new float[] {1, 2, 3, 4});

    // The pool takes 6; scores 3 and 1; softmax 1 / (1 + e^-2).
    assertThat(result[0]).isCloseTo(1 / (1 + Math.exp(-2)), within(EXACT));
    assertThat(result[0] + result[1]).isCloseTo(1, within(EXACT));
  }
}
