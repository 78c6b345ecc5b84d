package dev.hamlet.coordinator.experiment;

/** How far a cell is. What came of it is in its verdict. */
public enum CellState {
  /** No trial of it has been accepted, or none since it was begun anew. */
  WAITING,
  /** At least one trial has been accepted. */
  RUNNING,
  /** It has a verdict. Late trials are still kept, the verdict stays. */
  ENDED;

  /** Moves to another state; a state never goes back, and staying is allowed. */
  public CellState transition(CellState to) {
    if (to.compareTo(this) < 0) {
      throw new IllegalStateException("a cell that is " + this + " does not become " + to);
    }
    return to;
  }
}
