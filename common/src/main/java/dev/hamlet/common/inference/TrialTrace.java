package dev.hamlet.common.inference;

import java.util.List;
import java.util.Optional;

/**
 * What happened when in one trial, in the device's monotonic time.
 *
 * @param fencingToken the lease it ran under
 * @param cellId the cell
 * @param trialNumber number of the trial within its cell, from 1
 * @param phases the phases, in order
 * @param inferences the inferences of the burst
 */
public record TrialTrace(
    long fencingToken, String cellId, int trialNumber, List<Phase> phases, Spans inferences) {

  /** Copies the list of phases. */
  public TrialTrace {
    phases = List.copyOf(phases);
  }

  /** The phase of a kind, if the trial got that far. */
  public Optional<Phase> phase(PhaseKind kind) {
    return phases.stream().filter(phase -> phase.kind() == kind).findFirst();
  }
}
