/**
 * Trials that the agent's own runner drives and supervises in virtual time, on a simulated board to
 * which something happens meanwhile.
 */
@NullMarked
package dev.hamlet.benchmarks.supervised;

import org.jspecify.annotations.NullMarked;
