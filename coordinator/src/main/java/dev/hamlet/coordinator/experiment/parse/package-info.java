/** Reads experiment files: finds every problem of a file at once, each with line and column. */
@NullMarked
package dev.hamlet.coordinator.experiment.parse;

import org.jspecify.annotations.NullMarked;
