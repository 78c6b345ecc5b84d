/**
 * Golden-model checks: a small fixed model, measured on each device as any cell is, under a lease
 * of its own that belongs to no experiment.
 */
@NullMarked
package dev.hamlet.coordinator.cell.golden;

import org.jspecify.annotations.NullMarked;
