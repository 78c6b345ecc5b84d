package dev.hamlet.coordinator.experiment.file;

import java.time.Duration;
import java.util.Optional;

/**
 * Longest times of an experiment's parts. They watch progress: whatever takes longer is ended with
 * its reason.
 *
 * @param trial longest that a trial may take; empty for what its protocol implies
 * @param cell longest from the first trial of a cell to its verdict, counted anew under each lease;
 *     empty for none
 * @param experiment longest from the first lease to the last verdict; empty for none
 */
public record Timeouts(
    Optional<Duration> trial, Optional<Duration> cell, Optional<Duration> experiment) {

  /** No limits. */
  public static final Timeouts NONE =
      new Timeouts(Optional.empty(), Optional.empty(), Optional.empty());
}
