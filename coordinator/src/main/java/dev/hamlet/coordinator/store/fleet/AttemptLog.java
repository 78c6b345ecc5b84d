package dev.hamlet.coordinator.store.fleet;

/**
 * The last log lines of agent and worker when an attempt, or a trial of it, failed.
 *
 * @param fencingToken the lease
 * @param cellId the cell; empty if the whole lease was handed back
 * @param device the device
 * @param epochMs when it was received, wall clock
 * @param reason what failed, one sentence
 * @param text the lines
 */
public record AttemptLog(
    long fencingToken, String cellId, String device, long epochMs, String reason, String text) {}
