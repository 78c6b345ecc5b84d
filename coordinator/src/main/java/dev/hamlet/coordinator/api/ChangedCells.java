package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.cell.progress.CellList;
import dev.hamlet.coordinator.cell.progress.CellSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cells of an experiment changed since somebody was last told, {@value #PAGE} at a time; each
 * as it is when it is told. The first time all cells count as changed, if they are a page at most,
 * and none if they are more. One thread at a time.
 */
final class ChangedCells {

  static final int PAGE = 500;

  private @Nullable CellList known;
  private int told; // changes up to this one were told
  private int telling; // the look around that is under way tells those up to this one
  private int position; // and goes on here

  /** The next of them; each call looks at all cells at most once. */
  List<CellSnapshot> take(CellList cells) {
    if (known != cells) { // an extension makes the list anew
      begin(cells);
    }
    if (position == 0) {
      telling = cells.latestChange();
    }
    List<CellSnapshot> changed = new ArrayList<>();
    while (position < cells.size() && changed.size() < PAGE) {
      if (cells.latestChange(position) > told) {
        changed.add(cells.get(position));
      }
      position++;
    }
    if (position == cells.size()) {
      position = 0;
      told = telling;
    }
    return changed;
  }

  /** Whether there may be more of them right now. */
  boolean isUnderWay() {
    return position > 0;
  }

  private void begin(CellList cells) {
    known = cells;
    position = 0;
    told = cells.size() <= PAGE ? -1 : cells.latestChange();
  }
}
