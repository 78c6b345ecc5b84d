package dev.hamlet.agent.worker;

import dev.hamlet.agent.worker.ModelWorker.InputSource;
import dev.hamlet.agent.worker.ModelWorker.LoadRequest;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.common.artifact.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Unpacked bundles of a model of four classes and of seven inputs, each its own class mod 4. */
record TestBundles(Path modelFolder, InputSource inputs) {

  private static final TensorSpec INPUT = new TensorSpec("x", List.of(2), "float32");
  private static final int COUNT = 7;
  private static final int CLASSES = 4;

  static TestBundles in(Path folder) {
    try {
      Path model = folder.resolve("model");
      Files.createDirectories(model.resolve("saved_model"));
      Path inputs = Files.createDirectories(folder.resolve("inputs"));
      Files.write(inputs.resolve(InputSetManifest.INPUTS_FILE), numbers());
      InputSetManifest manifest = new InputSetManifest("seven", COUNT, INPUT, CLASSES, Map.of());
      return new TestBundles(model, new InputSource(inputs, manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LoadRequest load(int inputIndex) {
    return load(inputIndex, Map.of(), Map.of());
  }

  LoadRequest load(int inputIndex, Map<String, String> provenance, Map<String, String> options) {
    ModelManifest manifest =
        new ModelManifest(
            "tiny",
            "baseline",
            "none",
            "fake",
            "saved_model",
            INPUT,
            new TensorSpec("y", List.of(CLASSES), "float32"),
            CLASSES,
            new ModelSizes(1, 1, 1, 1, 1),
            provenance);
    return new LoadRequest(modelFolder, manifest, 1, inputs, inputIndex, options);
  }

  private static byte[] numbers() {
    byte[] bytes = new byte[COUNT * 2 * Float.BYTES];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < COUNT; i++) {
      numbers.putFloat(i % CLASSES).putFloat(0.5f);
    }
    return bytes;
  }
}
