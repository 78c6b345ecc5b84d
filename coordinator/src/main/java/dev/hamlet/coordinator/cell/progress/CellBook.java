package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.CellTally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cells of an experiment, and of each group those without a verdict. What is asked after every
 * event takes no time that grows with the number of cells. Loop only.
 */
final class CellBook {

  private final List<CellTrack> inOrder;
  private final Map<String, CellTrack> byId;
  private final Map<CellGroup, Set<CellTrack>> open = new LinkedHashMap<>();
  private final Set<CellGroup> touched = new LinkedHashSet<>();
  private final Set<CellTrack> changed = new LinkedHashSet<>();
  private final CellViews views;
  private int decided;
  private int converged;
  private long trialsStored;

  /** The cells as the store knows them, in the order they were planned. */
  CellBook(Collection<CellRecord> cells, Function<PlannedCell, TrackTerms> terms) {
    inOrder = new ArrayList<>(cells.size());
    byId = new HashMap<>(cells.size() * 4 / 3 + 1);
    cells.forEach(cell -> add(new CellTrack(cell, terms.apply(cell.plan()), inOrder.size())));
    views = new CellViews(List.copyOf(inOrder));
    open().stream().filter(CellTrack::isStarted).forEach(changed::add);
  }

  private void add(CellTrack cell) {
    inOrder.add(cell);
    byId.put(cell.id(), cell);
    trialsStored += cell.trialCount();
    if (cell.isDecided()) {
      countVerdict(cell);
    } else {
      addOpen(cell);
    }
  }

  /** A cell by its id; null if it is of another experiment. */
  @Nullable CellTrack find(String cellId) {
    return byId.get(cellId);
  }

  int size() {
    return inOrder.size();
  }

  /** Cells that have converged. */
  int converged() {
    return converged;
  }

  boolean allDecided() {
    return decided == inOrder.size();
  }

  /** Groups with undecided cells, in the order they were planned. */
  List<CellGroup> openGroups() {
    return List.copyOf(open.keySet());
  }

  /** Undecided cells of a group. */
  List<CellTrack> open(CellGroup group) {
    return List.copyOf(open.getOrDefault(group, Set.of()));
  }

  /** One of the undecided cells of a group; null if there is none. */
  @Nullable CellTrack anyOpen(CellGroup group) {
    Set<CellTrack> some = open.get(group);
    return some == null || some.isEmpty() ? null : some.iterator().next();
  }

  /** All undecided cells. */
  List<CellTrack> open() {
    return open.values().stream().flatMap(Set::stream).toList();
  }

  /** A trial of a cell has its row. */
  void stored(CellTrack cell, TrialResult trial) {
    trialsStored -= cell.trialCount();
    cell.stored(trial);
    trialsStored += cell.trialCount();
    changed.add(cell);
  }

  /** A cell has its verdict. */
  void decided(CellTrack cell, Verdict verdict) {
    cell.decided(verdict);
    countVerdict(cell);
    changed.add(cell);
    leaves(cell.plan().group(), cell);
    touched.add(cell.plan().group());
  }

  /** A group without a trial goes to another device. */
  void moved(CellGroup group, String device) {
    Set<CellTrack> moving = open.remove(group);
    touched.add(group);
    if (moving != null) {
      moving.forEach(cell -> cell.moved(device));
      moving.forEach(this::addOpen);
      changed.addAll(moving);
    }
  }

  /** A cell is as the store says now: begun anew, perhaps on another device. */
  void restarted(CellTrack cell, CellRecord record) {
    CellGroup before = cell.plan().group();
    if (cell.isDecided()) {
      decided--;
    } else {
      leaves(before, cell);
    }
    touched.add(before);
    trialsStored -= cell.trialCount();
    cell.restarted(record);
    trialsStored += cell.trialCount();
    addOpen(cell);
    changed.add(cell);
  }

  private void leaves(CellGroup group, CellTrack cell) {
    Set<CellTrack> rest = open.get(group);
    if (rest != null && rest.remove(cell) && rest.isEmpty()) {
      open.remove(group);
    }
  }

  /** Something about a group has changed that matters to whoever places it. */
  void touch(CellGroup group) {
    touched.add(group);
  }

  /** Whether groups are waiting has changed for all that are open. */
  void touchOpen() {
    touched.addAll(open.keySet());
  }

  /** The groups that were touched since this was last asked; all that are open at first. */
  Set<CellGroup> takeTouched() {
    if (touched.isEmpty()) {
      return Set.of();
    }
    Set<CellGroup> taken = new LinkedHashSet<>(touched);
    touched.clear();
    return taken;
  }

  private void addOpen(CellTrack cell) {
    CellGroup group = cell.plan().group();
    open.computeIfAbsent(group, key -> new LinkedHashSet<>()).add(cell);
    touched.add(group);
  }

  /** Something that people see of a cell has changed. */
  void touch(CellTrack cell) {
    changed.add(cell);
  }

  /** The cells as people see them: a view that any thread may read, brought up to date here. */
  CellList views() {
    if (!changed.isEmpty()) {
      views.put(changed);
      changed.clear();
    }
    return views;
  }

  /** The same, counted; as of the last {@link #views}. */
  CellTally tally() {
    return new CellTally(views.byState(), trialsStored);
  }

  private void countVerdict(CellTrack cell) {
    Verdict verdict = cell.verdict();
    decided++;
    converged += verdict != null && verdict.state() == VerdictState.CONVERGED ? 1 : 0;
  }
}
