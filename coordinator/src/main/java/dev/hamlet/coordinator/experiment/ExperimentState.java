package dev.hamlet.coordinator.experiment;

import java.util.Locale;

/** How far an experiment is. */
public enum ExperimentState {
  /** Submitted; some cell has no verdict. */
  RUNNING,
  /** A person holds it: nothing is granted, and what is in hand ends. */
  PAUSED,
  /** Every cell has a verdict. */
  FINISHED,
  /** A person ended it. */
  CANCELLED,
  /** It could not be finished. */
  FAILED;

  /** Moves to another state; one that has ended stays as it ended. */
  public ExperimentState transition(ExperimentState to) {
    if (hasEnded() && to != this) {
      throw new IllegalStateException("an experiment that is " + this + " does not become " + to);
    }
    return to;
  }

  /** Whether nothing more will be measured. */
  public boolean hasEnded() {
    return this != RUNNING && this != PAUSED;
  }

  /** The word in files and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
