package dev.hamlet.common.experiment;

/**
 * The agent hands a lease back, as it stops or cannot go on.
 *
 * @param lease the lease
 * @param cause what kind of reason that is
 * @param reason one sentence
 * @param log last log lines of agent and worker; may be empty
 */
public record LeaseReturn(LeaseRef lease, Cause cause, String reason, String log)
    implements AgentReport {

  /** What kind of reason there is to hand a lease back. */
  public enum Cause {
    /** Not said: an agent of an earlier version. */
    UNKNOWN,
    /** Board or agent cannot go on: a failure of the device. */
    BOARD_FAILS,
    /** The agent is about to end. */
    AGENT_STOPS,
    /** The coordinator let the lease end before what was granted had begun. */
    LEASE_ENDED
  }

  /** Without log lines. */
  public LeaseReturn(LeaseRef lease, Cause cause, String reason) {
    this(lease, cause, reason, "");
  }

  /** The same, with the last log lines of agent and worker. */
  public LeaseReturn withLog(String lines) {
    return new LeaseReturn(lease, cause, reason, lines);
  }
}
