package dev.hamlet.coordinator.experiment.plan;

/**
 * The bundle of one variant.
 *
 * @param model name of the model
 * @param variant label of the variant
 * @param artifact SHA-256 of the bundle, hexadecimal
 */
public record ResolvedArtifact(String model, String variant, String artifact) {}
