package dev.hamlet.coordinator.health;

import dev.hamlet.coordinator.store.AttemptOutcome;

/**
 * How a leased try ended, for the health of the fleet.
 *
 * @param device where
 * @param cell the cell that was in hand, by its axes (see {@link CellAxes}); empty if not known
 * @param outcome how
 * @param reason one sentence
 */
public record AttemptEnd(String device, String cell, AttemptOutcome outcome, String reason) {}
