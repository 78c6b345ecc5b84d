package dev.hamlet.common.experiment;

/**
 * An artifact to run over a labelled input set for its accuracy; no energy is measured.
 *
 * @param artifact SHA-256 of the model's bundle, hexadecimal
 * @param runtime kind of worker
 * @param inputSet SHA-256 of the bundle of the input set, hexadecimal
 * @param inputs how many inputs, from the start of the set; 0 for all
 * @param threads threads of the runtime
 */
public record EvaluationSpec(
    String artifact, String runtime, String inputSet, int inputs, int threads) {}
