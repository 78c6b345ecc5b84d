package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.CellSummary;

/**
 * A cell at one moment.
 *
 * @param plan what it is
 * @param state waiting, running, or the word of its verdict
 * @param reason the verdict's sentence; while it runs, how far its intervals are
 * @param summary its figures so far
 */
public record CellSnapshot(PlannedCell plan, String state, String reason, CellSummary summary) {}
