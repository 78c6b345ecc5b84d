package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The latest snapshot of every experiment. Those that ended in an earlier life of the coordinator
 * are made from the store when somebody asks.
 *
 * <p>Threads: any; immutable values come out. The loop alone puts snapshots of running experiments.
 */
public final class ExperimentBoard {

  /** Ended experiments whose snapshots are kept at hand. */
  private static final int MAX_ENDED = 100;

  private final ResultStore store;
  private final Function<ExperimentRecord, ExperimentTerms> termsOf;
  private final Map<String, ExperimentSnapshot> snapshots = new ConcurrentHashMap<>();
  private final Deque<String> ended = new ArrayDeque<>(); // the loop alone

  public ExperimentBoard(ResultStore store, Function<ExperimentRecord, ExperimentTerms> termsOf) {
    this.store = store;
    this.termsOf = termsOf;
  }

  /** The experiment as of its last change. */
  public Optional<ExperimentSnapshot> find(String experimentId) {
    ExperimentSnapshot snapshot = snapshots.get(experimentId);
    return snapshot != null
        ? Optional.of(snapshot)
        : store
            .experiment(experimentId)
            .filter(record -> record.state().hasEnded())
            .map(this::ended);
  }

  /** All experiments, the oldest first. */
  public List<ExperimentSnapshot> all() {
    return store.experiments().stream().flatMap(record -> find(record.id()).stream()).toList();
  }

  /** Experiments that run, and the last that ended in this life; what metrics show. */
  public List<ExperimentSnapshot> recent() {
    return List.copyOf(snapshots.values());
  }

  public void put(ExperimentSnapshot snapshot) {
    snapshots.put(snapshot.experiment().id(), snapshot);
    if (snapshot.experiment().state().hasEnded()) {
      ended.add(snapshot.experiment().id());
      if (ended.size() > MAX_ENDED) {
        snapshots.remove(ended.remove());
      }
    }
  }

  /** What was shown of an experiment no longer holds; it is made from the store when asked for. */
  public void forget(String experimentId) {
    snapshots.remove(experimentId);
  }

  private ExperimentSnapshot ended(ExperimentRecord record) {
    ExperimentTerms terms = termsOf.apply(record);
    Map<String, List<TrialResult>> trials =
        store.trialsOfExperiment(record.id()).stream()
            .collect(Collectors.groupingBy(TrialResult::cellId));
    CellBook cells =
        new CellBook(
            store.cells(record.id()),
            TrackTerms.byCell(terms, cellId -> trials.getOrDefault(cellId, List.of())));
    return new ExperimentSnapshot(
        record,
        terms.policy(),
        cells.views(),
        (int) cells.trialsStored(),
        0,
        "",
        new ExperimentCounts(0),
        0);
  }
}
