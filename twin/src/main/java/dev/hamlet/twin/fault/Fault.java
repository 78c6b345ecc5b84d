package dev.hamlet.twin.fault;

/**
 * One thing that goes wrong.
 *
 * @param kind what
 * @param atNs from when on, ns since the script's start
 * @param durationNs for how long; 0 for a {@link FaultKind#CLOCK_STEP}
 * @param amount how much, where the kind says of what; else 0
 */
public record Fault(FaultKind kind, long atNs, long durationNs, long amount) {

  /** Refuses negative times. */
  public Fault {
    if (atNs < 0 || durationNs < 0) {
      throw new IllegalArgumentException("negative time: " + kind + " at " + atNs + " ns");
    }
  }

  /** A fault of a kind that has no amount. */
  public static Fault of(FaultKind kind, long atNs, long durationNs) {
    return new Fault(kind, atNs, durationNs, kind == FaultKind.THROTTLE ? 1 : 0);
  }

  /** The device's clock jumps. */
  public static Fault clockStep(long atNs, long stepNs) {
    return new Fault(FaultKind.CLOCK_STEP, atNs, 0, stepNs);
  }

  /** When it is over, ns since the script's start. */
  public long endNs() {
    return atNs + durationNs;
  }
}
