package dev.hamlet.twin.board;

import dev.hamlet.twin.power.OperatingPoint;

/**
 * A board runs at another point.
 *
 * @param monotonicNs from when on, device monotonic ns
 * @param point the new one
 */
public record OperatingChange(long monotonicNs, OperatingPoint point) {}
