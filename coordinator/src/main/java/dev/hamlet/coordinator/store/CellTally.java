package dev.hamlet.coordinator.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cells of an experiment, counted.
 *
 * @param byState number of cells by the word of their verdict, {@code waiting} or {@code running};
 *     states that no cell is in are left out
 * @param trials trials that have their rows and were not set aside
 */
public record CellTally(Map<String, Integer> byState, long trials) {

  /** Copies the counts, in the order of their words. */
  public CellTally {
    byState = Collections.unmodifiableMap(new TreeMap<>(byState));
  }

  /** Number of all cells. */
  public int cells() {
    return byState.values().stream().mapToInt(Integer::intValue).sum();
  }
}
