package dev.hamlet.coordinator.schedule;

/**
 * How far an undecided cell is, as the planner of rounds needs it.
 *
 * @param cellId the cell
 * @param valid trials that count
 * @param inFlight trials granted and not yet known
 * @param nextTrial lowest trial number never granted
 */
public record CellProgress(String cellId, int valid, int inFlight, int nextTrial) {

  /** Trials that will count if all goes well. */
  int expected() {
    return valid + inFlight;
  }
}
