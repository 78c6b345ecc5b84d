package dev.hamlet.coordinator.result;

/**
 * Which trial another one repeats: the first of its cell that does not count and was not repeated
 * when the other was granted.
 *
 * @param of number of the earlier trial of the cell; the trial's own number where that was LOST
 * @param cause why
 */
public record TrialRetry(int of, RetryCause cause) {}
