package dev.hamlet.agent.lease;

import dev.hamlet.agent.artifact.ChunkSource;
import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.Manifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small bundles, and a source that serves them. */
public final class Artifacts implements ChunkSource {

  private static final TensorSpec TENSOR = new TensorSpec("x", List.of(1, 4), "float32");

  private final Path folder;
  private final Map<String, Path> bundles = new HashMap<>();

  /** Makes its bundles in a folder. */
  public Artifacts(Path folder) {
    this.folder = folder;
  }

  /** A model of four classes; its id. */
  public String model(String variant) {
    return bundle(
        variant,
        new ModelManifest(
            "cnn",
            variant,
            "none",
            "fake",
            "model",
            TENSOR,
            TENSOR,
            4,
            new ModelSizes(1, 1, 1, 1, 1),
            Map.of()),
        Map.of("model", variant.getBytes(StandardCharsets.UTF_8)));
  }

  /** As many inputs as labels; the id of the set. */
  public String inputSet(byte[] labels) {
    return bundle(
        "inputs",
        new InputSetManifest("digits", labels.length, TENSOR, 4, Map.of()),
        Map.of(
            InputSetManifest.LABELS_FILE,
            labels,
            InputSetManifest.INPUTS_FILE,
            new byte[labels.length * TENSOR.elements() * Float.BYTES]));
  }

  private String bundle(String name, Manifest manifest, Map<String, byte[]> files) {
    try {
      Path content = Files.createDirectories(folder.resolve("made").resolve(name));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(content.resolve(file.getKey()), file.getValue());
      }
      Path bundle = folder.resolve("made").resolve(name + ".zip");
      String id = Bundle.pack(content, manifest, bundle);
      bundles.put(id, bundle);
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void download(String id, long offsetBytes, OutputStream into) throws IOException {
    Path bundle = bundles.get(id);
    if (bundle == null) {
      throw new HamletException(ErrorCode.NOT_FOUND, "no artifact " + id);
    }
    byte[] bytes = Files.readAllBytes(bundle);
    into.write(bytes, (int) offsetBytes, bytes.length - (int) offsetBytes);
  }
}
