package dev.hamlet.coordinator.api;

import java.util.List;

/**
 * A submission that was taken.
 *
 * @param experimentId its experiment
 * @param cells number of cells
 * @param reused how many of them trials of other experiments stand for
 * @param warnings what was read but has no effect
 */
record Accepted(String experimentId, int cells, int reused, List<String> warnings) {

  Accepted {
    warnings = List.copyOf(warnings);
  }
}
