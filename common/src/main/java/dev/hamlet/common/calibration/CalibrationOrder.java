package dev.hamlet.common.calibration;

import java.util.concurrent.TimeUnit;

/**
 * Find the time constant of a board's sensor by a step of the load.
 *
 * @param orderId what the answer names
 * @param threads busy threads of the load, 1 to {@value #MOST_THREADS}
 * @param busyNs length of the load, 1 s to 15 s
 */
public record CalibrationOrder(String orderId, int threads, long busyNs) implements BoardOrder {

  /** Most threads of a load. */
  public static final int MOST_THREADS = 64;

  private static final long LEAST_BUSY_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_BUSY_NS = TimeUnit.SECONDS.toNanos(15);

  /** Refuses what is out of bounds. */
  public CalibrationOrder {
    if (threads < 1 || threads > MOST_THREADS || busyNs < LEAST_BUSY_NS || busyNs > MOST_BUSY_NS) {
      throw new IllegalArgumentException(
          "a calibration takes 1 to 64 threads and 1 to 15 s of load, not "
              + threads
              + " and "
              + busyNs / 1e9);
    }
  }
}
