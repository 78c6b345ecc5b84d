package dev.hamlet.coordinator.cell.progress;

import java.util.Set;

/**
 * Which of an experiment's cells are wanted.
 *
 * @param states words of states; empty for all
 * @param devices names of devices; empty for all
 * @param from position of the first cell that is looked at, as planned, from 0
 * @param most so many are given at most; positive
 */
public record CellQuery(Set<String> states, Set<String> devices, int from, int most) {

  /** Copies the sets; refuses what no cell has. */
  public CellQuery {
    states = Set.copyOf(states);
    devices = Set.copyOf(devices);
    if (from < 0 || most < 1) {
      throw new IllegalArgumentException("from " + from + ", most " + most);
    }
  }

  /** Whether every cell is wanted. */
  boolean wantsAll() {
    return states.isEmpty() && devices.isEmpty();
  }

  /** Whether a cell in that state on that device is wanted. */
  boolean wants(String state, String device) {
    return (states.isEmpty() || states.contains(state))
        && (devices.isEmpty() || devices.contains(device));
  }
}
