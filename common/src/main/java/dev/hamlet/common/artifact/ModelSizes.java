package dev.hamlet.common.artifact;

/**
 * Sizes of a variant, each counted on its own: pruned weights shrink the compressed bytes but not
 * the file.
 *
 * @param parameters number of parameters
 * @param nonZeroParameters number of parameters that are not zero
 * @param multiplyAccumulates multiply-accumulate operations of one inference; 0 where a foreign
 *     model hides them
 * @param fileBytes bytes of the model's files as a runtime loads them
 * @param compressedBytes bytes of the same files after DEFLATE at level 9
 */
public record ModelSizes(
    long parameters,
    long nonZeroParameters,
    long multiplyAccumulates,
    long fileBytes,
    long compressedBytes) {}
