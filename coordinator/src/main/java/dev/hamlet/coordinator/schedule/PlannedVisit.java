package dev.hamlet.coordinator.schedule;

import java.util.List;

/**
 * A few trials of one cell in a row.
 *
 * @param cellId the cell
 * @param trials trial numbers, in order, at least one
 */
public record PlannedVisit(String cellId, List<Integer> trials) {

  /** Copies the numbers. */
  public PlannedVisit {
    trials = List.copyOf(trials);
  }
}
