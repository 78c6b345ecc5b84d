/**
 * Which devices may work: what follows from failures, golden-model checks and the word of people.
 * {@code FleetHealth} decides, purely on what happened; {@code FleetKeeper} sees to it.
 */
@NullMarked
package dev.hamlet.coordinator.health;

import org.jspecify.annotations.NullMarked;
