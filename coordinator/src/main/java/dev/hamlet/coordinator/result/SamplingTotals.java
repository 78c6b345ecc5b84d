package dev.hamlet.coordinator.result;

/**
 * How well the valid trials of a cell were sampled, all together.
 *
 * @param samplesTaken samples that the figures rest on, summed
 * @param samplesMissed samples that should be there and are not, summed
 * @param achievedRateHz rate really achieved, mean over the trials; NaN without trials
 * @param longestGapSeconds greatest distance of two successive samples in any trial; 0 without
 *     trials
 */
public record SamplingTotals(
    long samplesTaken, long samplesMissed, double achievedRateHz, double longestGapSeconds) {}
