/**
 * What other tools would report of the same readings: their method in our words, without their
 * mistakes of a different kind (wrong rails, errors taken for zero).
 */
@NullMarked
package dev.hamlet.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
