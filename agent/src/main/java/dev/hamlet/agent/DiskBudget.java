package dev.hamlet.agent;

import dev.hamlet.common.config.InvalidInputException;

/**
 * How much an agent may keep in its state folder.
 *
 * @param cacheBytes artifacts, packed and unpacked; what an open lease needs stays all the same
 * @param spoolBytes telemetry that waits for a coordinator that is gone
 */
public record DiskBudget(long cacheBytes, long spoolBytes) {

  /** 4 GiB of artifacts and 512 MiB of telemetry. */
  public static final DiskBudget DEFAULT = new DiskBudget(4L << 30, 512L << 20);

  /** Refuses what is no size. */
  public DiskBudget {
    if (cacheBytes < 0 || spoolBytes < 0) {
      throw new InvalidInputException("--cache-budget", "a budget is not negative");
    }
  }
}
