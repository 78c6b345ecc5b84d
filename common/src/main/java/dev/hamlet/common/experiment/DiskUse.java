package dev.hamlet.common.experiment;

import java.util.OptionalLong;

/**
 * What an agent keeps on its disk, and what became of it in this life of the agent.
 *
 * @param cache artifacts that it was sent
 * @param spool telemetry that waits for the coordinator
 */
public record DiskUse(Cache cache, Spool spool) {

  /**
   * Artifacts.
   *
   * @param hits asked for and held
   * @param misses asked for and not held
   * @param evictedBytes deleted for others
   * @param heldBytes held, as of the last artifact that was asked for
   * @param budgetBytes most that should be held; what an open lease needs stays all the same
   */
  public record Cache(long hits, long misses, long evictedBytes, long heldBytes, long budgetBytes) {

    /** Of an agent that was asked for nothing. */
    public static final Cache EMPTY = new Cache(0, 0, 0, 0, 0);
  }

  /**
   * Telemetry.
   *
   * @param bytes in the file of this life
   * @param budgetBytes most that this file may grow to
   * @param enduranceSeconds how long telemetry can still wait in memory and file; NaN before its
   *     rate is known
   * @param dropped batches that found no room or that the disk has lost
   * @param waitingSamples power samples of this life that are not acknowledged, in memory and file;
   *     empty if not known
   */
  public record Spool(
      long bytes,
      long budgetBytes,
      double enduranceSeconds,
      long dropped,
      OptionalLong waitingSamples) {}
}
