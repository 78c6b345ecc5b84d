package dev.hamlet.coordinator.store;

/** How a leased try to run a cell ended. */
public enum AttemptOutcome {
  /** Under way. */
  OPEN,
  /** The cell got its verdict. */
  FINISHED,
  /** The model or its artifact is to blame. */
  MODEL_FAULT,
  /** Board, worker or link is to blame; counts against the device and is retried. */
  INFRASTRUCTURE,
  /** Nobody is to blame: handed back, cancelled, or followed by a newer lease. */
  WITHDRAWN
}
