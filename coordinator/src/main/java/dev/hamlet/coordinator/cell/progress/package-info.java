/**
 * Experiments that run: the trials of each cell, what is evaluated, which cells are decided; and
 * snapshots of all that for people and metrics.
 */
@NullMarked
package dev.hamlet.coordinator.cell.progress;

import org.jspecify.annotations.NullMarked;
