/** What a benchmark is told on its command line. */
@NullMarked
package dev.hamlet.benchmarks.arguments;

import org.jspecify.annotations.NullMarked;
