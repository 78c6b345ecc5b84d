package dev.hamlet.coordinator.cell.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Some cells of an experiment, in the order they were planned.
 *
 * @param cells those that were wanted; may be empty though others follow
 * @param next position to go on from; empty after the last cell. Cells keep their positions for
 *     ever: an extension only adds some at the end
 */
public record CellPage(List<CellSnapshot> cells, OptionalInt next) {

  /** Copies the cells. */
  public CellPage {
    cells = List.copyOf(cells);
  }

  /** A page of cells that are at hand; figures are worked out for no others. */
  static CellPage of(CellList cells, CellQuery query) {
    List<CellSnapshot> found = new ArrayList<>();
    int position = query.from();
    for (; position < cells.size() && found.size() < query.most(); position++) {
      if (query.wants(cells.state(position), cells.device(position))) {
        found.add(cells.get(position));
      }
    }
    return new CellPage(
        found, position < cells.size() ? OptionalInt.of(position) : OptionalInt.empty());
  }
}
