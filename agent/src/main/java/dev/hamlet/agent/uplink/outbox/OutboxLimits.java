package dev.hamlet.agent.uplink.outbox;

/**
 * How much telemetry may wait for its acknowledgement.
 *
 * @param memoryBytes in memory, encoded
 * @param keptInMemoryBytes what spilling leaves in memory
 * @param spoolBytes in the spool file
 */
public record OutboxLimits(long memoryBytes, long keptInMemoryBytes, long spoolBytes) {

  /**
   * A TX2's rails at 1 kHz take 10 kB/s: two hours fit into memory, fifteen more into the spool.
   * Little stays in memory when the link is down for long, as that is lost if the agent is killed.
   */
  public static final OutboxLimits DEFAULT = new OutboxLimits(64L << 20, 256L << 10, 512L << 20);

  /** The same with another budget on disk. */
  public OutboxLimits withSpool(long newSpoolBytes) {
    return new OutboxLimits(memoryBytes, keptInMemoryBytes, newSpoolBytes);
  }
}
