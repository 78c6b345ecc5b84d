/**
 * What the coordinator shows to machines over HTTP: metrics of devices, experiments and results,
 * and its own health.
 *
 * <p>Measurements go through the Prometheus client, the state of our own process through
 * Micrometer; both end in one exposition.
 */
@NullMarked
package dev.hamlet.coordinator.export;

import org.jspecify.annotations.NullMarked;
