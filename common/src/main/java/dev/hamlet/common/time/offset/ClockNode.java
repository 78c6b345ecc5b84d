package dev.hamlet.common.time.offset;

/**
 * A point of a clock's history: what the offset was at one stamp, with everything known that came
 * before and soon after.
 *
 * @param deviceNs device monotonic ns
 * @param offset the offset there
 * @param steppedBefore whether the clocks stepped between the node before and this one
 */
public record ClockNode(long deviceNs, ClockOffset offset, boolean steppedBefore) {}
