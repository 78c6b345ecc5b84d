/**
 * Gives leases to devices and drives experiments to their verdicts.
 *
 * <p>Threads: all state of experiments, leases and devices belongs to one thread, the {@link
 * dev.hamlet.coordinator.cell.EventLoop event loop}. Whatever happens (an agent's message, a
 * submission, the tick of a clock) becomes an event in its bounded queue, so nothing here needs a
 * lock. Two things leave the loop: the figures of a trial are made on the {@code align} thread,
 * which posts its result back, and snapshots for people and metrics are immutable values that any
 * thread may read.
 */
@NullMarked
package dev.hamlet.coordinator.cell;

import org.jspecify.annotations.NullMarked;
