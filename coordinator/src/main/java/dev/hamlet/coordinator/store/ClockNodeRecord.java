package dev.hamlet.coordinator.store;

import dev.hamlet.common.time.offset.ClockNode;
import dev.hamlet.common.time.offset.ClockOffset;

/**
 * A point of the history of a device's clock against a coordinator's.
 *
 * @param device the device
 * @param bootId epoch of the device's stamps
 * @param coordinatorBootId epoch of the coordinator's stamps
 * @param deviceNs device monotonic ns
 * @param offsetNs what to add for the coordinator's monotonic ns
 * @param errorNs greatest error of the offset
 * @param steppedBefore whether a clock stepped between the node before and this one
 * @param epochMs the coordinator's wall clock at that stamp, for display only
 */
public record ClockNodeRecord(
    String device,
    String bootId,
    String coordinatorBootId,
    long deviceNs,
    long offsetNs,
    long errorNs,
    boolean steppedBefore,
    long epochMs) {

  /** The node without its names. */
  public ClockNode node() {
    return new ClockNode(deviceNs, new ClockOffset(offsetNs, errorNs), steppedBefore);
  }
}
