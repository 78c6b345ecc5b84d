package dev.hamlet.coordinator.live;

/**
 * How late samples arrive, without a common clock: the distance of arrival and stamp over the
 * smallest such distance seen. The smallest one creeps upwards by {@value #LEAK_PPM} ppm, more than
 * two crystals drift apart, so that it follows the drift.
 *
 * <p>After a start the first samples count as punctual, whatever their age: a coordinator that was
 * away for a while takes the beginning of a backlog for the present until fresh samples arrive.
 */
final class ArrivalLag {

  private static final long LEAK_PPM = 200;

  private long quickestNs = Long.MAX_VALUE;
  private long lastReceivedNs;

  /** Takes an arrival; returns the lag in ns, never negative. */
  long arrived(long stampNs, long receivedNs) {
    long distanceNs = receivedNs - stampNs;
    if (quickestNs != Long.MAX_VALUE) {
      quickestNs += Math.max(0, receivedNs - lastReceivedNs) * LEAK_PPM / 1_000_000;
    }
    lastReceivedNs = receivedNs;
    quickestNs = Math.min(quickestNs, distanceNs);
    return distanceNs - quickestNs;
  }
}
