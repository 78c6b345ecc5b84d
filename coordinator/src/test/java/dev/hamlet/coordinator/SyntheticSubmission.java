package dev.hamlet.coordinator;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.InputSetManifest;
import dev.hamlet.common.artifact.Manifest;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.proto.v1.ResolvedVariant;
import dev.hamlet.proto.v1.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Hands in files whose bundles hold nothing that runs.
 *
 * @param artifacts the coordinator's folder of them
 */
record SyntheticSubmission(Path artifacts) {

  /** A file of the model lenet in these variants, over the input set digits-test. */
  SubmitRequest of(String submissionId, String file, String... variants) {
    TensorSpec input = new TensorSpec("in", List.of(2), "float32");
    SubmitRequest.Builder request =
        SubmitRequest.newBuilder()
            .setSubmissionId(submissionId)
            .setFile(file)
            .setFileName("whole.yaml")
            .setInputSet(adopt(new InputSetManifest("digits-test", 4, input, 2, Map.of())));
    for (String variant : variants) {
      request.addVariants(variant(variant));
    }
    return request.build();
  }

  private ResolvedVariant variant(String label) {
    TensorSpec tensor = new TensorSpec("t", List.of(2), "float32");
    ModelManifest manifest =
        new ModelManifest(
            "lenet",
            label,
            "none",
            "tensorflow",
            "saved_model",
            tensor,
            tensor,
            2,
            new ModelSizes(1, 1, 1, 1, 1),
            Map.of());
    return ResolvedVariant.newBuilder()
        .setModel("lenet")
        .setVariant(label)
        .setArtifact(adopt(manifest))
        .setCompression("none")
        .build();
  }

  private String adopt(Manifest manifest) {
    try {
      ArtifactStore store = new ArtifactStore(artifacts);
      Path content = Files.createTempDirectory(artifacts.getParent(), "content");
      Files.writeString(content.resolve("file"), manifest.toString());
      Path part = store.newPart();
      String id = Bundle.pack(content, manifest, part);
      store.adopt(part, id);
      return id;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
