/**
 * Copies of what a coordinator keeps: taken from a running one, sent to whoever asks, and made fit
 * for a new life after they were put back.
 *
 * <p>A backup is of one moment: a consistent copy of the store, the telemetry that was durable
 * right after it (so that every trial of the store finds its samples), and all artifacts. What is
 * measured later is not in it; a restored coordinator gives leases anew under tokens that the lost
 * one never gave, and repeats those trials.
 */
@NullMarked
package dev.hamlet.coordinator.backup;

import org.jspecify.annotations.NullMarked;
