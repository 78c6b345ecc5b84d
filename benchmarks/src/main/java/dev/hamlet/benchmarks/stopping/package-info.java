/** How often the intervals of cells cover the truth that the stopping rule has ended. */
@NullMarked
package dev.hamlet.benchmarks.stopping;

import org.jspecify.annotations.NullMarked;
