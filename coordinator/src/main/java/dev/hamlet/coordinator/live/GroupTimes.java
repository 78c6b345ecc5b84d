package dev.hamlet.coordinator.live;

import dev.hamlet.common.metrics.HistogramValue;

/**
 * How evenly a sensor group was sampled, since the coordinator's start.
 *
 * @param intervals distances of successive samples, in seconds
 * @param reads durations of reads, in seconds
 */
public record GroupTimes(HistogramValue intervals, HistogramValue reads) {}
