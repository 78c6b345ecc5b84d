/** How late samples are taken, how many are missed, and what the sampling thread costs. */
@NullMarked
package dev.hamlet.benchmarks.sampling;

import org.jspecify.annotations.NullMarked;
