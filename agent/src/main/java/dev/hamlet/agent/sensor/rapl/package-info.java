/**
 * Energy counters of PC processors through Linux's powercap tree (RAPL): for development machines,
 * and as a second opinion that a counter gives on samples.
 */
@NullMarked
package dev.hamlet.agent.sensor.rapl;

import org.jspecify.annotations.NullMarked;
