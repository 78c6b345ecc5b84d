package dev.hamlet.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.FloatTensor;
import dev.hamlet.models.architecture.LayerWeights;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.architecture.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  private static final Architecture LENET = Zoo.architecture("lenet");
  private static final Trainer TRAINER = new Trainer();

  @Test
  void equalSeeds_giveEqualNetworks_otherSeedsOthers() {
    Network first = train(6, 3);

    assertThat(train(6, 3)).isEqualTo(first);
    assertThat(train(6, 4)).isNotEqualTo(first);
  }

  @Test
  void loss_falls() {
    List<Float> losses = new ArrayList<>();

    TRAINER.train(LENET, TrainingPlan.fromScratch(40, 1), (step, steps, loss) -> losses.add(loss));

    // At random ten classes cost ln 10 = 2.30 nats.
    assertThat(mean(losses.subList(0, 5))).isGreaterThan(1.8);
    assertThat(mean(losses.subList(35, 40))).isLessThan(1.6);
  }

  @Test
  void fineTuning_changesWeightsButNotZeros() {
    Network pruned = withoutSmallWeights(train(3, 1));

    Network tuned = TRAINER.improve(pruned, TrainingPlan.fineTune(5, 1), (s, all, loss) -> {});

    for (int i = 0; i < pruned.weights().size(); i++) {
      FloatTensor before = pruned.weights().get(i).kernel().values();
      FloatTensor after = tuned.weights().get(i).kernel().values();
      assertThat(after).isNotEqualTo(before);
      for (int w = 0; w < before.size(); w++) {
        assertThat(before.at(w) == 0 && after.at(w) != 0).as("weight %d revived", w).isFalse();
      }
    }
  }

  @Test
  void trainedNetwork_isKept_andADamagedFileIsTrainedAnew(@TempDir Path folder) throws IOException {
    List<Integer> steps = new ArrayList<>();
    TrainedNetworks networks = new TrainedNetworks(folder, TRAINER);
    TrainingPlan plan = TrainingPlan.fromScratch(2, 1);

    Network first = networks.get(LENET, plan, (step, all, loss) -> steps.add(step));
    Network second = networks.get(LENET, plan, (step, all, loss) -> steps.add(step));
    assertThat(second).isEqualTo(first);
    assertThat(steps).containsExactly(1, 2);

    damage(folder.resolve("trained"));
    assertThat(networks.get(LENET, plan, (step, all, loss) -> steps.add(step))).isEqualTo(first);
    assertThat(steps).containsExactly(1, 2, 1, 2);
  }

  private static Network train(int steps, long seed) {
    return TRAINER.train(LENET, TrainingPlan.fromScratch(steps, seed), (step, all, loss) -> {});
  }

  private static double mean(List<Float> values) {
    return values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
  }

  private static Network withoutSmallWeights(Network network) {
    List<LayerWeights> weights = new ArrayList<>();
    for (LayerWeights layer : network.weights()) {
      float[] kernel = layer.kernel().values().toArray();
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] = Math.abs(kernel[i]) < 0.05f ? 0 : kernel[i];
      }
      weights.add(LayerWeights.plain(FloatTensor.of(layer.kernel().shape(), kernel), layer.bias()));
    }
    return new Network(network.architecture(), weights);
  }

  private static void damage(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path weights = files.filter(f -> f.toString().endsWith(".weights")).findAny().orElseThrow();
      byte[] bytes = Files.readAllBytes(weights);
      bytes[100] ^= 1;
      Files.write(weights, bytes);
    }
  }
}
