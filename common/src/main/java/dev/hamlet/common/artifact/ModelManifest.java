package dev.hamlet.common.artifact;

import java.util.Map;

/**
 * Describes a bundle that holds one variant of a model.
 *
 * @param model name of the model
 * @param variant label of the variant
 * @param compression the compression in words; {@code none} for the baseline
 * @param runtime kind of worker that executes it
 * @param entry path of the model inside the bundle's content, for instance {@code saved_model}
 * @param input the input tensor
 * @param output the output tensor: one score per class
 * @param classes number of classes
 * @param sizes the variant's sizes
 * @param provenance where it came from: seeds, steps, library versions; for people
 */
public record ModelManifest(
    String model,
    String variant,
    String compression,
    String runtime,
    String entry,
    TensorSpec input,
    TensorSpec output,
    int classes,
    ModelSizes sizes,
    Map<String, String> provenance)
    implements Manifest {

  /** Copies the provenance. */
  public ModelManifest {
    provenance = Map.copyOf(provenance);
  }
}
