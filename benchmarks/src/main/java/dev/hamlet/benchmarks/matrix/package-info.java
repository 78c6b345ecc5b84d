/**
 * How long a very large matrix takes to be read, planned and stored, and how much room it takes.
 */
@NullMarked
package dev.hamlet.benchmarks.matrix;

import org.jspecify.annotations.NullMarked;
