/**
 * From the report of a trial to its result: waits until the telemetry is durable, makes the figures
 * on the {@code align} thread. A trial without figures becomes a result with the reason.
 */
@NullMarked
package dev.hamlet.coordinator.cell.trial;

import org.jspecify.annotations.NullMarked;
