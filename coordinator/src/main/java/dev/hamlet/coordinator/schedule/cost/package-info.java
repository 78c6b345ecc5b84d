/**
 * How long cells take: learnt from finished trials, with its error stated; pure but for its memory.
 */
@NullMarked
package dev.hamlet.coordinator.schedule.cost;

import org.jspecify.annotations.NullMarked;
