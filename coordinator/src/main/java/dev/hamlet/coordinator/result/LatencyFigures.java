package dev.hamlet.coordinator.result;

/**
 * Latencies of the inferences of one burst, in seconds.
 *
 * @param inferences how many
 * @param meanSeconds arithmetic mean
 * @param stdSeconds standard deviation (n - 1)
 * @param minSeconds smallest
 * @param medianSeconds 50th percentile
 * @param p95Seconds 95th percentile
 * @param p99Seconds 99th percentile
 * @param maxSeconds greatest
 */
public record LatencyFigures(
    int inferences,
    double meanSeconds,
    double stdSeconds,
    double minSeconds,
    double medianSeconds,
    double p95Seconds,
    double p99Seconds,
    double maxSeconds) {}
