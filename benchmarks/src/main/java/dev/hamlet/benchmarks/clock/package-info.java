/**
 * Whether the clock estimator keeps what its bound promises: seeded runs of two simulated clocks
 * with drift, delays, suspends and steps, in virtual time.
 */
@NullMarked
package dev.hamlet.benchmarks.clock;

import org.jspecify.annotations.NullMarked;
