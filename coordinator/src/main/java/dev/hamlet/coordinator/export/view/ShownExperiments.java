package dev.hamlet.coordinator.export.view;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.ExperimentSnapshot;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ResultStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The experiments that metrics show: all that run, and of those that ended within the retention the
 * latest {@value #MOST_ENDED}, also those of an earlier life of the coordinator. What has not
 * changed since the last scrape is not worked out again. Threads: any, one at a time.
 */
final class ShownExperiments {

  /** So many experiments are shown after their end. */
  static final int MOST_ENDED = 10;

  private record Made(long version, Set<String> twins, ExperimentView view) {}

  private final ExperimentBoard board;
  private final ResultStore store;
  private final EpochClock clock;
  private final Duration retention;
  private final Map<String, Made> made = new HashMap<>();
  private final Map<String, ExperimentSnapshot> earlier = new LinkedHashMap<>();
  private boolean lookedBack;

  /**
   * @param retention so long an experiment is shown after its end
   */
  ShownExperiments(ExperimentBoard board, ResultStore store, EpochClock clock, Duration retention) {
    this.board = board;
    this.store = store;
    this.clock = clock;
    this.retention = retention;
  }

  /** As they are now; those that ended last come first. */
  synchronized List<ExperimentView> all(Set<String> twins) {
    List<ExperimentSnapshot> shown = shown();
    List<ExperimentView> views = shown.stream().map(snapshot -> view(snapshot, twins)).toList();
    made.keySet().retainAll(shown.stream().map(snapshot -> snapshot.experiment().id()).toList());
    return views;
  }

  private List<ExperimentSnapshot> shown() {
    Map<String, ExperimentSnapshot> known = new LinkedHashMap<>(lookBack());
    board.recent().forEach(snapshot -> known.put(snapshot.experiment().id(), snapshot));
    List<ExperimentSnapshot> ended =
        known.values().stream()
            .filter(snapshot -> isShown(snapshot.experiment()))
            .sorted(Comparator.comparingLong(snapshot -> -snapshot.experiment().finishedEpochMs()))
            .limit(MOST_ENDED)
            .toList();
    return known.values().stream()
        .filter(snapshot -> !snapshot.experiment().state().hasEnded() || ended.contains(snapshot))
        .toList();
  }

  /** Those that had ended when this life began; read once. */
  private Map<String, ExperimentSnapshot> lookBack() {
    if (!lookedBack) {
      lookedBack = true;
      store.experiments().stream()
          .filter(this::isShown)
          .sorted(Comparator.comparingLong(record -> -record.finishedEpochMs()))
          .limit(MOST_ENDED)
          .flatMap(record -> board.find(record.id()).stream())
          .forEach(snapshot -> earlier.put(snapshot.experiment().id(), snapshot));
    }
    return earlier;
  }

  private boolean isShown(ExperimentRecord record) {
    return record.state().hasEnded()
        && clock.epochMs() - record.finishedEpochMs() < retention.toMillis();
  }

  private ExperimentView view(ExperimentSnapshot snapshot, Set<String> twins) {
    String id = snapshot.experiment().id();
    Made before = made.get(id);
    if (before != null && before.version() == snapshot.version() && before.twins().equals(twins)) {
      return before.view();
    }
    ExperimentView view =
        ExperimentFigures.of(snapshot, store.variants(id), store.evaluations(id), twins);
    made.put(id, new Made(snapshot.version(), twins, view));
    return view;
  }
}
