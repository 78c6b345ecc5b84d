package dev.hamlet.common.experiment;

import java.util.List;

/**
 * A few trials of one cell in a row, under one load of the model.
 *
 * @param cellId the cell
 * @param trials numbers of the trials to run, in order
 */
public record Visit(String cellId, List<Integer> trials) {

  /** Copies the list. */
  public Visit {
    trials = List.copyOf(trials);
  }
}
