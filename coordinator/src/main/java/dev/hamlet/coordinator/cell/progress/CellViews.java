package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.axis.VaryingAxes;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.coordinator.result.CellSummary;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest snapshot of every cell of an experiment, in the order they were planned. One that
 * waits has none of its own, so that very many of them take little room.
 *
 * <p>Threads: any may read, while the loop puts; each element is the cell's latest, so that two of
 * them may be of different moments.
 */
final class CellViews extends AbstractList<CellSnapshot> implements CellList, RandomAccess {

  private static final String WAITING = "waiting";

  private final List<CellTrack> cells;
  private final BitSet endedBefore = new BitSet();
  private final AtomicReferenceArray<CellSnapshot> latest;
  private final AtomicIntegerArray changes;
  private final Map<String, Integer> byState = new TreeMap<>(); // the loop alone
  private final String[] counted; // the state that a cell is counted under; the loop alone
  private volatile @Nullable VaryingAxes axes;
  private volatile int change;

  /**
   * All cells as they are; those that have ended are read from the store when somebody asks.
   *
   * @param cells of these only the plan is read, and the verdict of one that has ended
   */
  CellViews(List<CellTrack> cells) {
    this.cells = cells;
    this.latest = new AtomicReferenceArray<>(cells.size());
    this.changes = new AtomicIntegerArray(cells.size());
    cells.stream().filter(CellTrack::isDecided).forEach(cell -> endedBefore.set(cell.position()));
    this.counted = new String[cells.size()];
    cells.forEach(cell -> count(cell.position(), state(cell.position())));
  }

  /** Cells as they are now; all of them are one change. */
  void put(Iterable<CellTrack> changed) {
    int number = change + 1;
    for (CellTrack cell : changed) {
      put(cell.position(), cell.snapshot(), number);
    }
    change = number;
  }

  private void put(int position, CellSnapshot snapshot, int number) {
    byState.computeIfPresent(counted[position], (state, count) -> count == 1 ? null : count - 1);
    count(position, snapshot.state());
    latest.set(position, snapshot);
    changes.set(position, number);
  }

  private void count(int position, String state) {
    counted[position] = state;
    byState.merge(state, 1, Integer::sum);
  }

  /** How many cells are in which state; a copy. The loop alone. */
  Map<String, Integer> byState() {
    return Map.copyOf(byState);
  }

  @Override
  public String state(int position) {
    CellSnapshot found = latest.get(position);
    Verdict verdict = found == null ? verdictBefore(position) : null;
    return found != null ? found.state() : verdict != null ? verdict.state().word() : WAITING;
  }

  @Override
  public String device(int position) {
    return cells.get(position).plan().group().device();
  }

  @Override
  public VaryingAxes axes() {
    VaryingAxes found = axes;
    if (found == null) {
      found = VaryingAxes.among(() -> cells.stream().map(cell -> cell.plan().axes()).iterator());
      axes = found;
    }
    return found;
  }

  @Override
  public int latestChange() {
    return change;
  }

  @Override
  public int latestChange(int position) {
    return changes.get(position);
  }

  @Override
  public CellSnapshot get(int position) {
    Verdict verdict = latest.get(position) == null ? verdictBefore(position) : null;
    if (verdict != null) {
      latest.compareAndSet(position, null, ended(cells.get(position), verdict));
    }
    CellSnapshot found = latest.get(position);
    return found != null
        ? found
        : new CellSnapshot(
            cells.get(position).plan(), WAITING, "", cells.get(position).terms().nothing());
  }

  /** Null if a cell had none when it was taken up, or if it is begun anew just now. */
  private @Nullable Verdict verdictBefore(int position) {
    return endedBefore.get(position) ? cells.get(position).verdict() : null;
  }

  private static CellSnapshot ended(CellTrack cell, Verdict verdict) {
    TrackTerms terms = cell.terms();
    CellSummary summary = CellSummary.of(cell.counted(), terms.policy());
    return new CellSnapshot(cell.plan(), verdict.state().word(), verdict.reason(), summary);
  }

  @Override
  public int size() {
    return cells.size();
  }
}
