package dev.hamlet.coordinator.align.sanity;

/**
 * A run of equal values.
 *
 * @param from index of its first sample in the series
 * @param samples how many
 * @param durationNs from its first to its last sample
 * @param watts the value
 */
record Rest(int from, int samples, long durationNs, double watts) {}
