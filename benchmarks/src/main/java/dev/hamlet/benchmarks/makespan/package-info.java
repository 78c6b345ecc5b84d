/** How close the scheduler comes to the shortest time in which a fleet could be through. */
@NullMarked
package dev.hamlet.benchmarks.makespan;

import org.jspecify.annotations.NullMarked;
