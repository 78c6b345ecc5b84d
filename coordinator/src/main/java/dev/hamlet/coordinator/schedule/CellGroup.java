package dev.hamlet.coordinator.schedule;

/**
 * Cells of one experiment on one device that share a power mode: what a lease is given for.
 *
 * @param experimentId the experiment
 * @param device the device that all its cells belong to
 * @param powerMode the power mode they share
 */
public record CellGroup(String experimentId, String device, String powerMode) {}
