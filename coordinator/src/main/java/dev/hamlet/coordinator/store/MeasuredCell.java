package dev.hamlet.coordinator.store;

/**
 * A cell that converged on trials of its own.
 *
 * @param identity SHA-256 over axes, artifact, input, rails and protocol, hexadecimal
 * @param device where it was measured
 * @param experimentId the experiment
 * @param cellId the cell
 */
public record MeasuredCell(String identity, String device, String experimentId, String cellId) {}
