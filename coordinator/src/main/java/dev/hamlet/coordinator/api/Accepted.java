package dev.hamlet.coordinator.api;

import java.util.List;

/**
 * A submission that was taken.
 *
 * @param experimentId its experiment
 * @param cells number of cells
 * @param warnings what was read but has no effect
 */
record Accepted(String experimentId, int cells, List<String> warnings) {

  Accepted {
    warnings = List.copyOf(warnings);
  }
}
