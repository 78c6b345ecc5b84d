package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.axis.VaryingAxes;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The latest snapshot of every experiment. Those that ended in an earlier life of the coordinator
 * are made from the store when somebody asks.
 *
 * <p>Threads: any; immutable values come out. The loop alone puts snapshots of running experiments.
 */
public final class ExperimentBoard {

  /** Ended experiments whose snapshots are kept at hand. */
  private static final int MAX_ENDED = 100;

  /**
   * Their cells, of which each takes about a kilobyte; the latest experiment is kept in any case.
   */
  private static final int MAX_ENDED_CELLS = 200_000;

  /** One that is kept at hand; if it runs again it ends at another time. */
  private record Ended(String id, long finishedEpochMs, int cells) {}

  private final ResultStore store;
  private final EndedExperiments stored;
  private final Map<String, ExperimentSnapshot> snapshots = new ConcurrentHashMap<>();
  private final Deque<Ended> ended = new ArrayDeque<>(); // the loop alone
  private int endedCells; // the loop alone

  public ExperimentBoard(ResultStore store, Function<ExperimentRecord, ExperimentTerms> termsOf) {
    this.store = store;
    this.stored = new EndedExperiments(store, termsOf);
  }

  /** The experiment as of its last change. */
  public Optional<ExperimentSnapshot> find(String experimentId) {
    ExperimentSnapshot snapshot = snapshots.get(experimentId);
    return snapshot != null ? Optional.of(snapshot) : ended(experimentId).map(stored::whole);
  }

  /** The same if it runs or has ended in this life; nothing is read from the store for that. */
  public Optional<ExperimentSnapshot> atHand(String experimentId) {
    return Optional.ofNullable(snapshots.get(experimentId));
  }

  /** The experiment as of its last change, without its cells. */
  public Optional<ExperimentSummary> summary(String experimentId) {
    ExperimentSnapshot snapshot = snapshots.get(experimentId);
    return snapshot != null
        ? Optional.of(snapshot.summary())
        : ended(experimentId).map(stored::summary);
  }

  /** What an experiment's cells differ in; nothing if there is no such experiment. */
  public VaryingAxes axes(String experimentId) {
    ExperimentSnapshot snapshot = snapshots.get(experimentId);
    return snapshot != null
        ? snapshot.cells().axes()
        : ended(experimentId).map(stored::axes).orElse(new VaryingAxes(List.of()));
  }

  /** Some of an experiment's cells; empty if there is no such experiment. */
  public Optional<CellPage> page(String experimentId, CellQuery query) {
    ExperimentSnapshot snapshot = snapshots.get(experimentId);
    return snapshot != null
        ? Optional.of(CellPage.of(snapshot.cells(), query))
        : ended(experimentId).map(record -> stored.page(record, query));
  }

  /** All experiments, the oldest first. */
  public List<ExperimentRecord> records() {
    return store.experiments();
  }

  /** One of {@link #records} without its cells; empty if it is just being taken up. */
  public Optional<ExperimentSummary> summary(ExperimentRecord record) {
    ExperimentSnapshot snapshot = snapshots.get(record.id());
    if (snapshot != null) {
      return Optional.of(snapshot.summary());
    }
    return Optional.of(record).filter(one -> one.state().hasEnded()).map(stored::summary);
  }

  private Optional<ExperimentRecord> ended(String experimentId) {
    return store.experiment(experimentId).filter(record -> record.state().hasEnded());
  }

  /** Experiments that run, and the last that ended in this life; what metrics show. */
  public List<ExperimentSnapshot> recent() {
    return List.copyOf(snapshots.values());
  }

  public void put(ExperimentSnapshot snapshot) {
    snapshots.put(snapshot.experiment().id(), snapshot);
    if (snapshot.experiment().state().hasEnded()) {
      ExperimentRecord record = snapshot.experiment();
      ended.add(new Ended(record.id(), record.finishedEpochMs(), snapshot.cells().size()));
      endedCells += snapshot.cells().size();
      while (ended.size() > MAX_ENDED || (endedCells > MAX_ENDED_CELLS && ended.size() > 1)) {
        drop(ended.remove());
      }
    }
  }

  private void drop(Ended oldest) {
    endedCells -= oldest.cells();
    snapshots.computeIfPresent(
        oldest.id(),
        (id, latest) ->
            latest.experiment().finishedEpochMs() == oldest.finishedEpochMs() ? null : latest);
  }

  /** What was shown of an experiment no longer holds; it is made from the store when asked for. */
  public void forget(String experimentId) {
    snapshots.remove(experimentId);
  }
}
