package dev.hamlet.coordinator.store.trace;

/**
 * A stored trial, as far as its raw samples are concerned.
 *
 * @param number grows with each trial that any experiment stores
 * @param experimentId its experiment
 * @param cellId its cell
 * @param trialNumber number within the cell
 * @param fencingToken the lease it ran under
 * @param device the device
 * @param bootId epoch of the device's monotonic clock
 * @param valid whether its figures count
 * @param sensors id of what the device said of its sensors then
 * @param finishedEpochMs wall clock when the coordinator accepted it
 * @param model its model
 * @param variant its variant
 */
public record TracedTrial(
    long number,
    String experimentId,
    String cellId,
    int trialNumber,
    long fencingToken,
    String device,
    String bootId,
    boolean valid,
    String sensors,
    long finishedEpochMs,
    String model,
    String variant) {}
