package dev.hamlet.models.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.FeatureShape;
import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.ForwardPass;
import dev.hamlet.models.architecture.Layer.Convolution;
import dev.hamlet.models.architecture.Layer.Dense;
import dev.hamlet.models.architecture.Layer.Flatten;
import dev.hamlet.models.architecture.Layer.MaxPool;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.compression.CompressionChain;
import dev.hamlet.models.export.NetworkBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow, running an exported file, must agree with plain Java, running the network. */
class ExportedInferenceTest {

  /**
   * Scores here stay below 10 and sum at most n = 180 terms per layer over 3 layers. Rounding each
   * of 3 n operations by 2^-24 of at most 10 moves a score by at most 3 x 180 x 10 x 2^-24 =
   * 3.2e-4; a probability moves by at most half of what the scores move.
   */
  private static final double TOLERANCE = 1.6e-4;

  private static final int INPUTS = 7;

  private static final Architecture ODD =
      new Architecture(
          "odd",
          new FeatureShape(7, 6, 2),
          List.of(
              new Convolution(5, 3, true),
              new MaxPool(),
              new Convolution(20, 3, true),
              new Flatten(),
              new Dense(4, false)));

  @TempDir Path folder;

  @Test
  void baseline_agrees() throws IOException {
    assertAgrees(CompressionChain.BASELINE);
  }

  @Test
  void storedBits_agreeInBothWidths() throws IOException {
    assertAgrees(CompressionChain.parse(Map.of("store_bits", 8), "test"));
    assertAgrees(CompressionChain.parse(Map.of("store_bits", 3), "test"));
    assertAgrees(CompressionChain.parse(Map.of("store_bits", 16), "test"));
  }

  @Test
  void chainOfThree_agrees() throws IOException {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("prune_filters", 0.5);
    words.put("prune_weights", 0.6);
    words.put("store_bits", 8);

    assertAgrees(CompressionChain.parse(words, "test"));
  }

  @Test
  void equalNetworks_giveEqualBytes() throws IOException {
    Path first = write(network(), "first");
    Path second = write(network(), "second");

    assertThat(first).hasSameBinaryContentAs(second);
  }

  private void assertAgrees(CompressionChain chain) throws IOException {
    Network network = chain.apply(network(), (pruned, steps, seed) -> pruned);
    int elements = ODD.input().elements();
    float[] inputs = inputs(elements);
    Path bundle = write(network, chain.label());
    try (TensorflowRunner runner =
        new TensorflowRunner(bundle, folder.resolve("run" + chain.label()))) {
      float[] actual = runner.probabilities(inputs, INPUTS);
      for (int i = 0; i < INPUTS; i++) {
        float[] input = Arrays.copyOfRange(inputs, i * elements, (i + 1) * elements);
        double[] expected = ForwardPass.probabilities(network, input);
        for (int c = 0; c < expected.length; c++) {
          assertThat((double) actual[i * expected.length + c])
              .as("%s, input %d, class %d", chain.label(), i, c)
              .isCloseTo(expected[c], within(TOLERANCE));
        }
      }
    }
  }

  private Path write(Network network, String name) throws IOException {
    Path bundle = folder.resolve(name + ".zip");
    Path work = Files.createDirectory(folder.resolve("work-" + name));
    NetworkBundles.write(
        network, new NetworkBundles.Description("m", "v", "c", Map.of()), work, bundle);
    return bundle;
  }

  private static float[] inputs(int elements) {
    Random random = new Random(2);
    float[] inputs = new float[INPUTS * elements];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = random.nextFloat();
    }
    return inputs;
  }

  private static Network network() {
    Random random = new Random(11);
    List<LayerWeights> weights = new ArrayList<>();
    for (Architecture.Place place : ODD.weighted()) {
      weights.add(
          LayerWeights.plain(
              draw(random, place.kernelShape()), draw(random, List.of(place.layer().outputs()))));
    }
    return new Network(ODD, weights);
  }

  private static FloatTensor draw(Random random, List<Integer> shape) {
    float[] values = new float[FloatTensor.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() / 5;
    }
    return FloatTensor.of(shape, values);
  }
}
