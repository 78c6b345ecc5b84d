package dev.hamlet.coordinator.result;

/**
 * How well a trial was sampled, over the sensor groups of its rails, from the start of the idle
 * baseline before to the end of the one after.
 *
 * @param samplesTaken samples that the figures rest on
 * @param samplesMissed samples that should be there and are not, for any reason
 * @param achievedRateHz rate really achieved, the slowest group's
 * @param longestGapSeconds greatest distance of two successive samples
 */
public record SamplingFigures(
    long samplesTaken, long samplesMissed, double achievedRateHz, double longestGapSeconds) {}
