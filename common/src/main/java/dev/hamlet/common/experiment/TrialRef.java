package dev.hamlet.common.experiment;

/**
 * Names a trial that was granted.
 *
 * @param lease the lease it runs under
 * @param cellId the cell
 * @param trialNumber number within the cell
 * @param round round of the lease
 */
public record TrialRef(LeaseRef lease, String cellId, int trialNumber, int round) {}
