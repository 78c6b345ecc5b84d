package dev.hamlet.models.export;

import dev.hamlet.common.artifact.Bundle;
import dev.hamlet.common.artifact.ModelManifest;
import dev.hamlet.common.artifact.ModelSizes;
import dev.hamlet.common.artifact.TensorSpec;
import dev.hamlet.models.architecture.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Packs a network as a bundle that a {@code tensorflow} worker can run. */
public final class NetworkBundles {

  /** Kind of worker that runs a SavedModel. */
  static final String RUNTIME = "tensorflow";

  /** Folder of the SavedModel inside the content. */
  static final String ENTRY = "saved_model";

  private static final String FLOAT32 = "float32";

  private NetworkBundles() {}

  /**
   * What a bundle says of its network beside what can be counted.
   *
   * @param model name of the model
   * @param variant label of the variant
   * @param compression the compression in words
   * @param provenance where the network came from
   */
  public record Description(
      String model, String variant, String compression, Map<String, String> provenance) {}

  /**
   * Writes the bundle; equal networks with equal descriptions give equal bytes.
   *
   * @param work an empty folder for files on the way
   * @param target where the bundle goes
   */
  public static void write(Network network, Description description, Path work, Path target) {
    SavedModels.write(network, work.resolve(ENTRY));
    Bundle.pack(work, manifest(network, description, FolderSizes.of(work)), target);
  }

  private static ModelManifest manifest(
      Network network, Description description, FolderSizes sizes) {
    int classes = network.architecture().classes();
    return new ModelManifest(
        description.model(),
        description.variant(),
        description.compression(),
        RUNTIME,
        ENTRY,
        new TensorSpec(InferenceGraph.INPUT, network.architecture().input().dimensions(), FLOAT32),
        new TensorSpec(InferenceGraph.OUTPUT, List.of(classes), FLOAT32),
        classes,
        new ModelSizes(
            network.parameters(),
            network.nonZeroParameters(),
            network.architecture().multiplyAccumulates(),
            sizes.fileBytes(),
            sizes.compressedBytes()),
        description.provenance());
  }
}
