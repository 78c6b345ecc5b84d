/**
 * Who runs what next: leases, their placement on devices, and the rounds in which a group's cells
 * are visited; pure functions over values.
 */
@NullMarked
package dev.hamlet.coordinator.schedule;

import org.jspecify.annotations.NullMarked;
