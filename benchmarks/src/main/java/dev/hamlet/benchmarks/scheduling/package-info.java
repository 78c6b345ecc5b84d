/** What a coordinator does with a fleet of simulated boards: leases, trials, memory, a restart. */
@NullMarked
package dev.hamlet.benchmarks.scheduling;

import org.jspecify.annotations.NullMarked;
