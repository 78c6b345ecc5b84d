package dev.hamlet.common.time;

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

  /**
   * The offset that this exchange alone shows, {@code ((t2 - t1) + (t3 - t4)) / 2}, after RFC 5905
   * section 8. It is exact when both ways take equally long, and off by at most half of the delay
   * whatever the ways take.
   */
  public ClockOffset offset() {
    long there = receivedCoordinatorNs - sentNs;
    long back = repliedCoordinatorNs - receivedNs;
    // half of each first: the sum of two offsets between unrelated epochs may overflow
    long half = there / 2 + back / 2 + (there % 2 + back % 2) / 2;
    return new ClockOffset(half, delayNs() / 2 + 1);
  }
}
