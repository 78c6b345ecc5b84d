package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.store.MeasuredCell;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds cells that were measured before: equal in identity, and on the same device. */
final class CellReuse {

  private static final int BATCH = 1_000;

  private final ResultStore store;

  CellReuse(ResultStore store) {
    this.store = store;
  }

  /** Lets earlier trials stand for those of these cells that have them; gives how many. */
  int reuse(String experimentId, List<PlannedCell> cells, long epochMs) {
    int reused = 0;
    for (int from = 0; from < cells.size(); from += BATCH) {
      List<PlannedCell> some = cells.subList(from, Math.min(cells.size(), from + BATCH));
      Map<String, MeasuredCell> sources = sources(experimentId, some);
      if (!sources.isEmpty()) {
        store.reuse(experimentId, sources, epochMs);
      }
      reused += sources.size();
    }
    return reused;
  }

  private Map<String, MeasuredCell> sources(String experimentId, List<PlannedCell> cells) {
    Map<String, MeasuredCell> newest = new HashMap<>();
    for (MeasuredCell one :
        store.measured(cells.stream().map(PlannedCell::identity).distinct().toList())) {
      if (!one.experimentId().equals(experimentId)) {
        newest.putIfAbsent(one.identity() + " " + one.device(), one);
      }
    }
    Map<String, MeasuredCell> sources = new HashMap<>();
    for (PlannedCell cell : cells) {
      MeasuredCell source = newest.get(cell.identity() + " " + cell.group().device());
      if (source != null) {
        sources.put(cell.cellId(), source);
      }
    }
    return sources;
  }
}
