package dev.hamlet.models.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.compression.CompressionChain;
import dev.hamlet.models.dataset.InputSets;
import dev.hamlet.models.variant.ModelSource.FinishedModel;
import dev.hamlet.models.variant.ModelSource.ZooModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedModelTest {

  // Shared, so that the little network is trained once.
  @TempDir static Path cache;
  @TempDir Path folder;

  @Test
  void savedModel_isPackedWithWhatItsGraphTells() {
    BuiltVariant zoo = zoo(CompressionChain.parse(Map.of("prune_weights", 0.5), "test"));
    Path savedModel = unpacked(zoo);

    BuiltVariant finished = build(savedModel);

    ModelManifest expected = zoo.manifest();
    ModelManifest actual = finished.manifest();
    assertThat(actual.sizes()).isEqualTo(expected.sizes());
    assertThat(actual.input()).isEqualTo(expected.input());
    assertThat(actual.output()).isEqualTo(expected.output());
    assertThat(actual.classes()).isEqualTo(10);
    assertThat(actual.variant()).isEqualTo("tuned");
    try (TensorflowRunner runner =
        new TensorflowRunner(finished.bundle(), folder.resolve("again"))) {
      assertThat(runner.probabilities(new float[784], 1)).hasSize(10);
    }
  }

  @Test
  void bundle_isTakenAsItIs() {
    BuiltVariant zoo = zoo(CompressionChain.BASELINE);

    BuiltVariant finished = build(zoo.bundle());

    assertThat(finished.id()).isEqualTo(zoo.id());
    assertThat(finished.bundle()).isEqualTo(zoo.bundle());
    assertThat(finished.variant()).isEqualTo("tuned");
  }

  @Test
  void bundleOfInputs_isRefused() {
    Path inputs = new InputSets(folder.resolve("cache")).digitsTest(10, 1).bundle();

    assertThatThrownBy(() -> build(inputs)).hasMessageContaining("bundle of inputs");
  }

  @Test
  void otherFormats_areRefusedByName() throws IOException {
    Path onnx = Files.createFile(folder.resolve("vgg.onnx"));

    assertRefused(onnx, ErrorCode.INVALID_INPUT, "cannot be imported yet");
    assertRefused(folder.resolve("nowhere"), ErrorCode.NOT_FOUND, "nowhere");
  }

  @Test
  void brokenSavedModel_isRefused() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("saved_model.pb"), "not a model at all");

    assertRefused(broken, ErrorCode.INVALID_INPUT, "not a SavedModel");
  }

  @Test
  void compressionOfAFinishedModel_isRefused() {
    CompressionChain chain = CompressionChain.parse(Map.of("store_bits", 8), "test");
    FinishedModel model = new FinishedModel("m", "baseline", folder);

    assertThatThrownBy(() -> builder().build(model, List.of(chain)))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("store_bits=8");
  }

  private VariantBuilder builder() {
    return new VariantBuilder(cache, BuildProgress.NONE);
  }

  private void assertRefused(Path path, ErrorCode code, String message) {
    assertThatExceptionOfType(HamletException.class)
        .isThrownBy(() -> build(path))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private BuiltVariant build(Path path) {
    FinishedModel model = new FinishedModel("m", "tuned", path);
    return builder().build(model, List.of(CompressionChain.BASELINE)).get(0);
  }

  private BuiltVariant zoo(CompressionChain chain) {
    return builder().build(new ZooModel("m", "lenet", 1, 2), List.of(chain)).get(0);
  }

  private Path unpacked(BuiltVariant variant) {
    Path content = folder.resolve("content");
    Bundle.unpack(variant.bundle(), content);
    return content.resolve(variant.manifest().entry());
  }
}
