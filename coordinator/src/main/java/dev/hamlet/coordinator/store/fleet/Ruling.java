package dev.hamlet.coordinator.store.fleet;

/**
 * Something decided about a device.
 *
 * @param kind what
 * @param who a person's name, or the coordinator itself
 * @param reason one sentence; may be empty
 * @param sinceEpochMs from when on, wall clock
 * @param untilEpochMs when it ends by itself, wall clock; 0 if it does not
 */
public record Ruling(Kind kind, String who, String reason, long sinceEpochMs, long untilEpochMs) {

  /** What can be decided about a device. */
  public enum Kind {
    /** It finishes what it has and takes no new work. */
    DRAINED,
    /** As drained, for somebody who needs the board for a while. */
    RESERVED,
    /** It is kept from work, as what it measures cannot be trusted. */
    QUARANTINED,
    /** It is taken out of the fleet. */
    RETIRED
  }

  /** A ruling without an end. */
  public static Ruling openEnded(Kind kind, String who, String reason, long sinceEpochMs) {
    return new Ruling(kind, who, reason, sinceEpochMs, 0);
  }
}
