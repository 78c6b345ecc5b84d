package dev.hamlet.agent.uplink.outbox;

/**
 * How much telemetry may wait for its acknowledgement.
 *
 * @param memoryBytes in memory, encoded
 * @param keptInMemoryBytes what spilling leaves in memory
 * @param spoolBytes in the spool file
 */
public record OutboxLimits(long memoryBytes, long keptInMemoryBytes, long spoolBytes) {

  /** An hour of one group of four rails at 1 kHz in memory, eight more in the spool. */
  public static final OutboxLimits DEFAULT = new OutboxLimits(64L << 20, 8L << 20, 512L << 20);

  /** The same with another budget on disk. */
  public OutboxLimits withSpool(long newSpoolBytes) {
    return new OutboxLimits(memoryBytes, keptInMemoryBytes, newSpoolBytes);
  }
}
