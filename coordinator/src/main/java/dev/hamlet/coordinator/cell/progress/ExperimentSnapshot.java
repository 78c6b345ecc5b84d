package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.coordinator.store.ExperimentRecord;

/**
 * An experiment at one moment, for people and metrics. Its cells are a view that shows the latest
 * of each: copying a million of them twice a second would cost more than the measurement.
 *
 * @param summary what it is and how far
 * @param policy how often its trials repeat
 * @param cells its cells, in the order they were planned; a read-only view
 * @param counts what happened in it in this life of the coordinator; shows the latest
 * @param version grows with every change of this experiment in this life of the coordinator
 */
public record ExperimentSnapshot(
    ExperimentSummary summary,
    TrialPolicy policy,
    CellList cells,
    ExperimentCounts counts,
    long version) {

  /** What it is. */
  public ExperimentRecord experiment() {
    return summary.experiment();
  }

  /** Time left, in ms; 0 if not known or over. */
  public long etaMs() {
    return summary.etaMs();
  }

  /** Why it waits, one sentence; empty if it does not. */
  public String waitingFor() {
    return summary.waitingFor();
  }
}
