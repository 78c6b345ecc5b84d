package dev.hamlet.coordinator.device;

import dev.hamlet.common.time.offset.ClockOffset;
import dev.hamlet.common.time.offset.DriftEstimate;

/**
 * What is known of a device's clock now.
 *
 * @param offset offset to the coordinator's
 * @param drift how fast the offset grows
 * @param steps how many steps and suspends of either were found
 */
public record ClockFigures(ClockOffset offset, DriftEstimate drift, long steps) {}
