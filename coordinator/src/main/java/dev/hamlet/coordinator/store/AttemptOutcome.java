package dev.hamlet.coordinator.store;

import dev.hamlet.common.experiment.VerdictState;

/** How a leased try to run a cell ended. */
public enum AttemptOutcome {
  /** Under way. */
  OPEN,
  /** The cell got its verdict. */
  FINISHED,
  /** The model or its artifact is to blame. */
  MODEL_FAULT,
  /** Too many of its trials broke a validity rule: neither model nor board is to blame. */
  MEASUREMENT,
  /** Board, worker or link is to blame; counts against the device and is retried. */
  INFRASTRUCTURE,
  /** Its agent was started anew within the lease and goes on under a newer one. */
  RESUMED,
  /** Nobody is to blame: handed back, cancelled, or followed by a newer lease. */
  WITHDRAWN;

  /** How, for all that the verdict says, the attempt ended in which the cell got such a verdict. */
  public static AttemptOutcome of(VerdictState verdict) {
    return switch (verdict) {
      case CONVERGED, NOT_CONVERGED -> FINISHED;
      case FAILED -> MODEL_FAULT; // unless whoever gives the verdict knows better
      case ABANDONED -> INFRASTRUCTURE;
      case CANCELLED -> WITHDRAWN;
    };
  }
}
