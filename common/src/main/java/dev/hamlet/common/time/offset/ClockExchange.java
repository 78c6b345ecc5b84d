package dev.hamlet.common.time.offset;

/**
 * The four stamps of one message from a device and its answer from the coordinator.
 *
 * <pre>
 *   device       t1 --------\            /-------> t4      device monotonic ns
 *   coordinator              \-> t2 .. t3 -/               coordinator monotonic ns
 * </pre>
 *
 * @param sentNs t1, device monotonic ns
 * @param receivedCoordinatorNs t2, coordinator monotonic ns
 * @param repliedCoordinatorNs t3, coordinator monotonic ns
 * @param receivedNs t4, device monotonic ns
 */
public record ClockExchange(
    long sentNs, long receivedCoordinatorNs, long repliedCoordinatorNs, long receivedNs) {

  /** Whether each side's stamps are in order; stamps that are not say nothing about an offset. */
  public boolean plausible() {
    return receivedNs >= sentNs && repliedCoordinatorNs >= receivedCoordinatorNs && delayNs() >= 0;
  }

  /** Time on the way, there and back: {@code (t4 - t1) - (t3 - t2)}. */
  public long delayNs() {
    return (receivedNs - sentNs) - (repliedCoordinatorNs - receivedCoordinatorNs);
  }
}
