package dev.hamlet.coordinator.cell.cost;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.StoredTrial;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Teaches a cost book the trials of earlier lives of the coordinator. Loop only. */
public final class CostHistory {

  /** The newest of them; older ones would have faded from most means anyway. */
  static final int MOST_TRIALS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(CostHistory.class);

  private final CostBook book;
  private final ResultStore store;
  private final Function<ExperimentRecord, ExperimentTerms> termsOf;
  private final Map<String, Optional<ExperimentTerms>> terms = new HashMap<>();
  private final Map<String, DeviceRecord> devices;
  private final Map<Long, Long> lastEpochMs = new HashMap<>();
  private final Set<String> ended = new HashSet<>();

  private CostHistory(
      CostBook book, ResultStore store, Function<ExperimentRecord, ExperimentTerms> termsOf) {
    this.book = book;
    this.store = store;
    this.termsOf = termsOf;
    this.devices =
        store.devices().stream()
            .collect(Collectors.toMap(DeviceRecord::name, device -> device, (one, two) -> two));
  }

  /**
   * Learns from the newest stored trials, in their order.
   *
   * @param termsOf reads the terms from an experiment's file; what it refuses is left out
   */
  public static void learn(
      CostBook book, ResultStore store, Function<ExperimentRecord, ExperimentTerms> termsOf) {
    CostHistory history = new CostHistory(book, store, termsOf);
    store.newestTrials(MOST_TRIALS).forEach(history::learn);
    LOG.info("learnt what cells cost from {} stored trials", book.model().learnt());
  }

  private void learn(StoredTrial trial) {
    PlannedCell cell = trial.cell().plan();
    DeviceRecord device = devices.get(trial.device());
    Optional<ExperimentTerms> known =
        terms.computeIfAbsent(cell.group().experimentId(), this::termsOf);
    if (device == null || known.isEmpty()) {
      return;
    }
    Long before = lastEpochMs.put(trial.fencingToken(), trial.finishedEpochMs());
    if (before != null) {
      book.took(known.get(), cell, device, 1_000_000 * (trial.finishedEpochMs() - before));
    }
    if (hasMeasuredAll(trial.cell()) && ended.add(cell.cellId())) {
      book.ended(known.get(), cell, device, trial.cell().trialsValid());
    }
  }

  private static boolean hasMeasuredAll(CellRecord cell) {
    return cell.verdict() != null
        && (cell.verdict().state() == VerdictState.CONVERGED
            || cell.verdict().state() == VerdictState.NOT_CONVERGED);
  }

  private Optional<ExperimentTerms> termsOf(String experimentId) {
    try {
      return store.experiment(experimentId).map(termsOf);
    } catch (InvalidInputException unreadable) {
      LOG.info("nothing is learnt from experiment {}: its file is of before", experimentId);
      return Optional.empty();
    }
  }
}
