/**
 * Power, voltage, current and energy of every device as they are now, for display and metrics:
 * accumulated from the telemetry as it becomes durable. Figures of trials never come from here.
 */
@NullMarked
package dev.hamlet.coordinator.live;

import org.jspecify.annotations.NullMarked;
