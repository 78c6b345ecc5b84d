package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.axis.AxisComparison;
import dev.hamlet.common.axis.VaryingAxes;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.CellTally;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Experiments that have ended, read from the store: whole, counted, or a page of cells at a time.
 * Trials are read cell by cell, when somebody asks for the cell's figures.
 *
 * <p>Threads: any.
 */
final class EndedExperiments {

  /** Rows that one page reads at most, whatever it wants of them. */
  private static final int ROWS = 5_000;

  /** What was counted; an experiment that runs again ends at another time. */
  private record Counted(long finishedEpochMs, CellTally tally) {}

  /** What was found to vary; it may vary more after an extension. */
  private record Found(long finishedEpochMs, VaryingAxes axes) {}

  private final ResultStore store;
  private final Function<ExperimentRecord, ExperimentTerms> termsOf;
  private final Map<String, Counted> counted = new ConcurrentHashMap<>();
  private final Map<String, Found> found = new ConcurrentHashMap<>();

  EndedExperiments(ResultStore store, Function<ExperimentRecord, ExperimentTerms> termsOf) {
    this.store = store;
    this.termsOf = termsOf;
  }

  /** With all its cells. */
  ExperimentSnapshot whole(ExperimentRecord record) {
    ExperimentTerms terms = termsOf.apply(record);
    CellBook cells =
        new CellBook(store.cells(record.id()), TrackTerms.byCell(terms, store::trials));
    CellList views = cells.views();
    return new ExperimentSnapshot(
        new ExperimentSummary(record, cells.tally(), 0, ""),
        terms.policy(),
        views,
        new ExperimentCounts(0, store.trialCounts(record.id())),
        0);
  }

  /** Without its cells; they are counted once. */
  ExperimentSummary summary(ExperimentRecord record) {
    Counted known = counted.get(record.id());
    if (known == null || known.finishedEpochMs() != record.finishedEpochMs()) {
      known = new Counted(record.finishedEpochMs(), store.tally(record.id()));
      counted.put(record.id(), known);
    }
    return new ExperimentSummary(record, known.tally(), 0, "");
  }

  /** What its cells differ in; they are gone through once, a part at a time. */
  VaryingAxes axes(ExperimentRecord record) {
    Found known = found.get(record.id());
    if (known == null || known.finishedEpochMs() != record.finishedEpochMs()) {
      known = new Found(record.finishedEpochMs(), compared(record));
      found.put(record.id(), known);
    }
    return known.axes();
  }

  private VaryingAxes compared(ExperimentRecord record) {
    AxisComparison comparison = new AxisComparison();
    int from = 0;
    List<CellRecord> rows;
    do {
      rows = store.cells(record.id(), from, ROWS);
      rows.forEach(row -> comparison.add(row.plan().axes()));
      from += rows.size();
    } while (rows.size() == ROWS);
    return comparison.found();
  }

  /** Some of its cells. */
  CellPage page(ExperimentRecord record, CellQuery query) {
    Function<PlannedCell, TrackTerms> terms =
        TrackTerms.byCell(termsOf.apply(record), store::trials);
    List<CellSnapshot> wanted = new ArrayList<>();
    int position = query.from();
    int most = query.wantsAll() ? query.most() : ROWS;
    List<CellRecord> rows = store.cells(record.id(), position, most);
    for (CellRecord row : rows) {
      if (wanted.size() == query.most()) {
        break;
      }
      position++;
      if (query.wants(state(row), row.plan().group().device())) {
        wanted.add(new CellTrack(row, terms.apply(row.plan()), 0).snapshot());
      }
    }
    boolean through = position == query.from() + rows.size() && rows.size() < most;
    return new CellPage(wanted, through ? OptionalInt.empty() : OptionalInt.of(position));
  }

  private static String state(CellRecord row) {
    Verdict verdict = row.verdict();
    return verdict != null ? verdict.state().word() : "waiting";
  }
}
