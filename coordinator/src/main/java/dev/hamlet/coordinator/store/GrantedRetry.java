package dev.hamlet.coordinator.store;

import dev.hamlet.coordinator.result.TrialRetry;

/**
 * A trial of a granted round that repeats another.
 *
 * @param cellId the cell
 * @param trialNumber number of the trial
 * @param retry which trial it repeats
 */
public record GrantedRetry(String cellId, int trialNumber, TrialRetry retry) {}
