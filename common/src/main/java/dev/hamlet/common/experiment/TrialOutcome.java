package dev.hamlet.common.experiment;

/** How a trial ended on the agent. */
public enum TrialOutcome {
  /** Ran to its end; whether it is valid, the aligner says. */
  MEASURED,
  /** Ran, but a rule that only the agent can check is broken. */
  INVALID,
  /** Could not run: worker, model or board failed. */
  FAILED
}
