/**
 * Trials in virtual time: a simulated board is loaded and sampled as a worker and an agent do it,
 * as fast as it can be computed.
 */
@NullMarked
package dev.hamlet.benchmarks.virtual;

import org.jspecify.annotations.NullMarked;
