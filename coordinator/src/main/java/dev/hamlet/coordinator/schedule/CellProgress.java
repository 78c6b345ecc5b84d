package dev.hamlet.coordinator.schedule;

import dev.hamlet.common.experiment.TrialPolicy;

/**
 * How far an undecided cell is, as the planner of rounds needs it.
 *
 * @param cellId the cell
 * @param valid trials that count
 * @param inFlight trials granted and not yet known
 * @param nextTrial lowest trial number never granted
 * @param policy how often its trials repeat
 */
public record CellProgress(
    String cellId, int valid, int inFlight, int nextTrial, TrialPolicy policy) {

  /** Trials that will count if all goes well. */
  int expected() {
    return valid + inFlight;
  }
}
