package dev.hamlet.common.time.offset;

import dev.hamlet.common.time.TimeInterval;

/**
 * A jump of the offset: one of the two clocks stood still in a suspend, stepped, or changed its
 * rate by more than {@link ClockLimits} allows.
 *
 * @param afterNs it happened after this device stamp
 * @param untilNs and not after this one
 * @param jumpNs by how much the offset grew; positive when the device's clock fell behind, as it
 *     does when the device was suspended
 * @param errorNs greatest error of the jump
 */
public record ClockStep(long afterNs, long untilNs, long jumpNs, long errorNs) {

  /** Whether it may lie in a stretch of device time. */
  public boolean touches(TimeInterval deviceTime) {
    return afterNs < deviceTime.endNs() && untilNs > deviceTime.startNs();
  }
}
