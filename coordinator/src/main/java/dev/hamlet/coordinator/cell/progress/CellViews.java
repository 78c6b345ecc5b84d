package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.coordinator.result.CellSummary;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The latest snapshot of every cell of an experiment, in the order they were planned. One that
 * waits has none of its own, so that very many of them take little room.
 *
 * <p>Threads: any may read, while the loop puts; each element is the cell's latest, so that two of
 * them may be of different moments.
 */
final class CellViews extends AbstractList<CellSnapshot> implements RandomAccess {

  private final List<CellTrack> cells;
  private final BitSet endedBefore = new BitSet();
  private final AtomicReferenceArray<CellSnapshot> latest;

  /**
   * All cells as they are; those that have ended are read from the store when somebody asks.
   *
   * @param cells of these only the plan is read, and the verdict of one that has ended
   */
  CellViews(List<CellTrack> cells) {
    this.cells = cells;
    this.latest = new AtomicReferenceArray<>(cells.size());
    cells.stream().filter(CellTrack::isDecided).forEach(cell -> endedBefore.set(cell.position()));
  }

  void put(int position, CellSnapshot snapshot) {
    latest.set(position, snapshot);
  }

  @Override
  public CellSnapshot get(int position) {
    CellSnapshot found = latest.get(position);
    if (found == null && endedBefore.get(position)) {
      latest.compareAndSet(position, null, ended(cells.get(position)));
      found = latest.get(position);
    }
    return found != null
        ? found
        : new CellSnapshot(
            cells.get(position).plan(), "waiting", "", cells.get(position).terms().nothing());
  }

  private CellSnapshot ended(CellTrack cell) {
    Verdict verdict = Objects.requireNonNull(cell.verdict(), "verdict");
    TrackTerms terms = cell.terms();
    CellSummary summary = CellSummary.of(cell.counted(), terms.policy());
    return new CellSnapshot(cell.plan(), verdict.state().word(), verdict.reason(), summary);
  }

  @Override
  public int size() {
    return cells.size();
  }
}
