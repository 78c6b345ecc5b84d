package dev.hamlet.coordinator.device;

/**
 * How long a device has held leases in this life of the coordinator.
 *
 * @param endedNs leases that have ended, in ns
 * @param sinceNs when the one that it holds began, coordinator monotonic ns; {@link #NOT_NOW} if it
 *     holds none
 */
public record BusyTime(long endedNs, long sinceNs) {

  /** It holds none. */
  public static final long NOT_NOW = Long.MIN_VALUE;

  /** All of it until now, in seconds. */
  public double secondsUntil(long nowNs) {
    return (endedNs + (sinceNs == NOT_NOW ? 0 : nowNs - sinceNs)) / 1e9;
  }
}
