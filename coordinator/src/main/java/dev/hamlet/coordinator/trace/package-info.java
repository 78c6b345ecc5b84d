/**
 * Raw traces: the samples of stored trials, read back from the telemetry log, on the coordinator's
 * wall clock.
 */
@NullMarked
package dev.hamlet.coordinator.trace;

import org.jspecify.annotations.NullMarked;
