package dev.hamlet.coordinator.store.fleet;

/**
 * Something that happened to a device, or was concluded from what happened. The health of the fleet
 * is what follows from all of them, in order.
 *
 * @param epochMs when, wall clock
 * @param kind what
 * @param device the device; empty if it concerns a cell only
 * @param subject the cell (its axes) that was in hand, or the cause; may be empty
 * @param detail one sentence; may be empty
 */
public record HealthEvent(long epochMs, Kind kind, String device, String subject, String detail) {

  /** What can happen. */
  public enum Kind {
    /** An attempt came to its end after others had failed. */
    WORKED,
    /** An attempt failed by the fault of board, worker or link. */
    FAILED,
    /** Failures with a cell do not count against the device any more. */
    FORGIVEN,
    /** A cell failed on two devices and is to blame itself. */
    CELL_BLAMED,
    /** A person has a cell tried again: what it failed before is not held against it any more. */
    CELL_CLEARED,
    /** The device was quarantined. */
    QUARANTINED,
    /** It would have been, but half of the fleet is already. */
    HELD_BACK,
    /** A golden-model check was passed. */
    CHECK_PASSED,
    /** A golden-model check was failed. */
    CHECK_FAILED,
    /** A golden-model check came to no figure. */
    CHECK_INCONCLUSIVE,
    /** A quarantine ended; the subject says who ended it. */
    RELEASED,
    /** The device's recover command was started. */
    RECOVERED
  }
}
