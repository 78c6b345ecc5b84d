package dev.hamlet.models.variant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.models.compression.CompressionChain;
import dev.hamlet.models.dataset.Digits;
import dev.hamlet.models.dataset.LabelledInputs;
import dev.hamlet.models.variant.ModelSource.ZooModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four variants of the demo, really trained, exported, loaded and run. */
class DemoVariantsTest {

  private static final LabelledInputs TEST = Digits.draw(Digits.Purpose.TEST, 7, 2_000);
  private static final List<String> TRAINED = new ArrayList<>();

  @TempDir static Path cache;
  private static List<BuiltVariant> variants = List.of();

  @BeforeAll
  static void build() {
    variants =
        new VariantBuilder(cache, new Recorder())
            .build(
                new ZooModel("digits", "lenet"),
                List.of(
                    CompressionChain.BASELINE,
                    chain("store_bits", 8),
                    chain("prune_weights", 0.8),
                    chain("prune_filters", 0.5)));
  }

  @Test
  void baseline_isRightOn97PercentOfInputsItNeverSaw(@TempDir Path folder) {
    assertThat(accuracy(0, folder)).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void storedBits_costAtMostOnePointAndAQuarterOfTheFile(@TempDir Path folder) {
    double baseline = accuracy(0, folder.resolve("a"));

    assertThat(accuracy(1, folder.resolve("b"))).isBetween(baseline - 0.01, baseline + 0.01);
    assertThat((double) sizes(0).fileBytes() / sizes(1).fileBytes()).isBetween(3.7, 4.1);
    assertThat(sizes(1).parameters()).isEqualTo(sizes(0).parameters());
  }

  @Test
  void prunedWeights_areZerosThatOnlyCompressionSees(@TempDir Path folder) {
    // 206,736 kernel weights, of which round(0.2 x) stay.
    long kept = 41_347;
    assertThat(sizes(2).nonZeroParameters()).isBetween(kept, kept + 186);
    assertThat(sizes(2).parameters()).isEqualTo(sizes(0).parameters());
    assertThat(sizes(2).multiplyAccumulates()).isEqualTo(sizes(0).multiplyAccumulates());
    assertThat(sizes(2).fileBytes()).isEqualTo(sizes(0).fileBytes());
    assertThat(sizes(2).compressedBytes()).isLessThan(sizes(0).compressedBytes() / 2);
    assertThat(accuracy(2, folder)).isGreaterThan(0.9);
  }

  @Test
  void prunedFilters_leaveASmallerNetworkThatStillWorks(@TempDir Path folder) {
    assertThat(sizes(3).parameters()).isEqualTo(103_018);
    assertThat(sizes(3).multiplyAccumulates()).isEqualTo(383_872);
    assertThat(sizes(3).fileBytes()).isLessThan(sizes(0).fileBytes() * 51 / 100);
    assertThat(accuracy(3, folder)).isGreaterThan(0.95);
  }

  @Test
  void secondBuild_findsEverything_andTrainsNothing() {
    int before = TRAINED.size();

    List<BuiltVariant> again =
        new VariantBuilder(cache, new Recorder())
            .build(
                new ZooModel("digits", "lenet"),
                List.of(CompressionChain.BASELINE, chain("prune_filters", 0.5)));

    assertThat(again).extracting(BuiltVariant::id).containsExactly(id(0), id(3));
    assertThat(again).noneMatch(BuiltVariant::fresh);
    assertThat(TRAINED).hasSize(before);
  }

  @Test
  void progress_namesWhatIsTrained() {
    assertThat(TRAINED).contains("digits 600/600", "digits prune_filters=0.5 120/120");
    assertThat(TRAINED).hasSize(600 + 120);
  }

  private static CompressionChain chain(String word, Object value) {
    return CompressionChain.parse(Map.of(word, value), "test");
  }

  private static ModelSizes sizes(int variant) {
    return variants.get(variant).manifest().sizes();
  }

  private static String id(int variant) {
    return variants.get(variant).id();
  }

  private static double accuracy(int variant, Path folder) {
    try (TensorflowRunner runner =
        new TensorflowRunner(variants.get(variant).bundle(), folder.resolve("model"))) {
      return runner.accuracy(TEST);
    }
  }

  private static final class Recorder implements BuildProgress {

    @Override
    public void training(String what, int step, int steps, float loss) {
      TRAINED.add(what + " " + step + "/" + steps);
    }

    @Override
    public void built(BuiltVariant variant) {
      assertThat(variant.bundle()).isRegularFile();
    }
  }
}
