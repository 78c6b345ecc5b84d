/**
 * What a benchmark in virtual time simulates: board, sensor, load, faults; built in or from a file.
 */
@NullMarked
package dev.hamlet.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
