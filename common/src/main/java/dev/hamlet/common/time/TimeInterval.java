package dev.hamlet.common.time;

/**
 * A stretch of one monotonic clock.
 *
 * @param startNs inclusive, monotonic ns
 * @param endNs exclusive, monotonic ns; never before the start
 */
public record TimeInterval(long startNs, long endNs) {

  /** Refuses an end before its start. */
  public TimeInterval {
    if (endNs < startNs) {
      throw new IllegalArgumentException(
          "interval ends before it starts: " + startNs + " .. " + endNs);
    }
  }

  /** Length in ns. */
  public long durationNs() {
    return endNs - startNs;
  }

  /** Length in seconds. */
  public double durationSeconds() {
    return durationNs() / 1e9;
  }

  /** The same stretch, later by {@code byNs}. */
  public TimeInterval shifted(long byNs) {
    return new TimeInterval(startNs + byNs, endNs + byNs);
  }
}
