/** What Hamlet says when something goes wrong in a trial, and whether a wrong figure comes out. */
@NullMarked
package dev.hamlet.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
