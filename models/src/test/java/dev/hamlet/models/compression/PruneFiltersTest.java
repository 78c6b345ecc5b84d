package dev.hamlet.models.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.ForwardPass;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.architecture.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruneFiltersTest {

  @Test
  void half_removesFiltersBiasesAndTheInputsOfTheNextLayer() {
    Network after = prune(TestNetworks.small(), "0.5");

    assertLayer(after, 0, List.of(1, 1, 1, 2), List.of(-3f, 4f), List.of(10f, 12f));
    // Of the second convolution rows 0 and 2 and column 1.
    assertLayer(after, 1, List.of(1, 1, 2, 1), List.of(2f, 6f), List.of(21f));
    // Of the dense layer the rows of channel 1 at both positions.
    assertLayer(after, 2, List.of(2, 2), List.of(3f, 4f, 7f, 8f), List.of(30f, 31f));
  }

  @Test
  void lenet_hasTheParametersAndMultiplicationsCountedByHand() {
    Network after = prune(random(), "0.5");

    // conv 9*1*8+8, conv 9*8*16+16, dense 7*7*16*128+128, dense 1290
    assertThat(after.parameters()).isEqualTo(80 + 1_168 + 100_480 + 1_290);
    assertThat(after.architecture().multiplyAccumulates())
        .isEqualTo(784 * 72 + 196 * 1_152 + 784 * 128 + 1_280);
  }

  @Test
  void filtersWithoutAnyEffect_canGoWithoutChangingTheResult() {
    Network before = withSilentFilters(random());

    Network after = prune(before, "0.5");

    float[] input = new float[784];
    for (int i = 0; i < input.length; i++) {
      input[i] = (i * 37 % 100) / 100f;
    }
    // The removed terms are exact zeros; what is left is added in the same order.
    assertThat(ForwardPass.probabilities(after, input))
        .containsExactly(ForwardPass.probabilities(before, input), within(1e-12));
  }

  @Test
  void allButAll_leavesOneFilter() {
    Network after = prune(random(), "0.99");

    assertThat(after.weights().get(0).bias().size()).isEqualTo(1);
    assertThat(after.weights().get(1).bias().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"16, 0.1, 14", "32, 0.1, 28", "20, 0.9, 2", "10, 0.9, 1", "16, 0.6, 6", "3, 0, 3"})
  void keptCount_isTheWholePartInDecimal(int filters, String share, int kept) {
    assertThat(Share.of(share).keptOf(filters)).isEqualTo(kept);
  }

  private static Network prune(Network network, String share) {
    return new PruneFilters(Share.of(share)).apply(network, TestNetworks.NO_TUNING);
  }

  private static void assertLayer(
      Network network, int index, List<Integer> shape, List<Float> kernel, List<Float> bias) {
    LayerWeights weights = network.weights().get(index);
    assertThat(weights.kernel().shape()).isEqualTo(shape);
    assertThat(weights.kernel().values().toArray()).containsExactly(kernel.toArray(new Float[0]));
    assertThat(weights.bias().toArray()).containsExactly(bias.toArray(new Float[0]));
  }

  private static Network random() {
    Random random = new Random(5);
    List<LayerWeights> weights = new ArrayList<>();
    for (var place : Zoo.architecture("lenet").weighted()) {
      weights.add(
          LayerWeights.plain(
              draw(random, place.kernelShape()), draw(random, List.of(place.layer().outputs()))));
    }
    return new Network(Zoo.architecture("lenet"), weights);
  }

  private static FloatTensor draw(Random random, List<Integer> shape) {
    float[] values = new float[FloatTensor.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() / 10;
    }
    return FloatTensor.of(shape, values);
  }

  /** Every second filter of the convolutions becomes zero, with its bias. */
  private static Network withSilentFilters(Network network) {
    List<LayerWeights> weights = new ArrayList<>(network.weights());
    for (int layer = 0; layer < 2; layer++) {
      LayerWeights before = weights.get(layer);
      int filters = before.bias().size();
      weights.set(
          layer,
          LayerWeights.plain(
              silenced(before.kernel().values(), filters), silenced(before.bias(), filters)));
    }
    return new Network(network.architecture(), weights);
  }

  private static FloatTensor silenced(FloatTensor tensor, int filters) {
    float[] values = tensor.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = i % filters % 2 == 0 ? 0 : values[i];
    }
    return FloatTensor.of(tensor.shape(), values);
  }
}
