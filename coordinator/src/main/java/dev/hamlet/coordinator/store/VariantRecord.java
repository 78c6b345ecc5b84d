package dev.hamlet.coordinator.store;

/**
 * A variant that an experiment measures, resolved to its bundle.
 *
 * @param model name of the model
 * @param variant label of the variant
 * @param artifact SHA-256 of the bundle, hexadecimal
 * @param compression the compression in words
 * @param parameters number of parameters
 * @param multiplyAccumulates multiply-accumulate operations of one inference
 * @param fileBytes bytes of the model's files
 * @param compressedBytes bytes of the same files, compressed
 */
public record VariantRecord(
    String model,
    String variant,
    String artifact,
    String compression,
    long parameters,
    long multiplyAccumulates,
    long fileBytes,
    long compressedBytes) {}
