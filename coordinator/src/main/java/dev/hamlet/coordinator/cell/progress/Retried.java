package dev.hamlet.coordinator.cell.progress;

/**
 * What came of trying failed cells again.
 *
 * @param cells how many are tried again
 * @param staying why others are not, one sentence; empty if all are
 */
public record Retried(int cells, String staying) {}
