/**
 * How right Hamlet's figures are: thousands of cells whose true energy is known, measured by the
 * product's own code, beside what other methods make of the same readings.
 */
@NullMarked
package dev.hamlet.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
