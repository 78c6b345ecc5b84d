package dev.hamlet.common.experiment;

/**
 * The agent hands a lease back, as it stops or cannot go on.
 *
 * @param lease the lease
 * @param reason one sentence
 * @param log last log lines of agent and worker; may be empty
 */
public record LeaseReturn(LeaseRef lease, String reason, String log) implements AgentReport {

  /** Without log lines. */
  public LeaseReturn(LeaseRef lease, String reason) {
    this(lease, reason, "");
  }

  /** The same, with the last log lines of agent and worker. */
  public LeaseReturn withLog(String lines) {
    return new LeaseReturn(lease, reason, lines);
  }
}
