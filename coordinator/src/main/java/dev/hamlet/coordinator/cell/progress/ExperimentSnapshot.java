package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.coordinator.store.ExperimentRecord;
import java.util.List;

/**
 * An experiment at one moment, for people and metrics. Its cells are a view that shows the latest
 * of each: copying a million of them twice a second would cost more than the measurement.
 *
 * @param experiment what it is
 * @param policy how often its trials repeat
 * @param cells its cells, in the order they were planned; a read-only view
 * @param trialsDone trials stored, whatever came of them
 * @param etaMs time left, estimated from the trials so far, in ms; 0 if not known or over
 * @param waitingFor why it waits, one sentence; empty if it does not
 * @param counts what happened in it in this life of the coordinator; shows the latest
 * @param version grows with every change of this experiment in this life of the coordinator
 */
public record ExperimentSnapshot(
    ExperimentRecord experiment,
    TrialPolicy policy,
    List<CellSnapshot> cells,
    int trialsDone,
    long etaMs,
    String waitingFor,
    ExperimentCounts counts,
    long version) {}
