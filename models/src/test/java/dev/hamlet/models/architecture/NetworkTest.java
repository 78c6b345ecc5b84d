package dev.hamlet.models.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.models.architecture.Layer.Dense;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

  private static final FloatTensor BIAS = FloatTensor.of(List.of(2), 0, 1);

  @Test
  void nonZeroParameters_countKernelAndBias() {
    Network network = network(new Kernel.Plain(FloatTensor.of(List.of(2, 2), 1, 0, -2, 0)));

    assertThat(network.parameters()).isEqualTo(6);
    assertThat(network.nonZeroParameters()).isEqualTo(3);
  }

  @Test
  void quantizedKernel_decodesWithTheScaleOfItsColumn() {
    QuantizedKernel kernel =
        new QuantizedKernel(
            List.of(2, 2), 8, new short[] {127, -2, 0, 4}, FloatTensor.of(List.of(2), 0.5f, 2));

    assertThat(kernel.values()).isEqualTo(FloatTensor.of(List.of(2, 2), 63.5f, -4, 0, 8));
    assertThat(network(kernel).nonZeroParameters()).isEqualTo(4);
  }

  @Test
  void tensor_keepsNoHoldOnArraysOfOthers() {
    float[] given = {1, 2};
    FloatTensor tensor = FloatTensor.of(List.of(2), given);
    given[0] = 9;
    tensor.toArray()[1] = 9;

    assertThat(tensor.toArray()).containsExactly(1, 2);
  }

  private static Network network(Kernel kernel) {
    Architecture architecture =
        new Architecture("single", FeatureShape.flat(2), List.of(new Dense(2, false)));
    return new Network(architecture, List.of(new LayerWeights(kernel, BIAS)));
  }
}
