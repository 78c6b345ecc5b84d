package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.coordinator.store.CellTally;
import dev.hamlet.coordinator.store.ExperimentRecord;

/**
 * An experiment at one moment without its cells, of which there may be very many.
 *
 * @param experiment what it is
 * @param cells its cells, counted
 * @param etaMs time left, estimated from the trials so far, in ms; 0 if not known or over
 * @param waitingFor why it waits, one sentence; empty if it does not
 */
public record ExperimentSummary(
    ExperimentRecord experiment, CellTally cells, long etaMs, String waitingFor) {}
