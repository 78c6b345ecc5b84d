package dev.hamlet.coordinator.trace;

import dev.hamlet.coordinator.store.trace.TracedTrial;
import java.util.Set;

/**
 * Which part of an experiment's raw traces is meant; an empty set means all.
 *
 * @param devices names of devices
 * @param rails names of rails
 * @param cells ids of cells
 * @param trials numbers of trials within their cells
 * @param fromEpochMs stamps before it are left out, ms since 1970-01-01 UTC
 * @param toEpochMs stamps from it on are left out, ms since 1970-01-01 UTC
 * @param withInvalid whether trials count whose figures do not
 */
public record TraceSelection(
    Set<String> devices,
    Set<String> rails,
    Set<String> cells,
    Set<Integer> trials,
    long fromEpochMs,
    long toEpochMs,
    boolean withInvalid) {

  /** All valid trials. */
  public static final TraceSelection ALL = ofRails(Set.of());

  /** Copies the sets. */
  public TraceSelection {
    devices = Set.copyOf(devices);
    rails = Set.copyOf(rails);
    cells = Set.copyOf(cells);
    trials = Set.copyOf(trials);
  }

  /** Some rails of all valid trials. */
  public static TraceSelection ofRails(Set<String> rails) {
    return new TraceSelection(
        Set.of(), rails, Set.of(), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE, false);
  }

  /** Whether a trial is meant, as far as can be said without its stamps. */
  public boolean has(TracedTrial trial) {
    return (trial.valid() || withInvalid)
        && isIn(devices, trial.device())
        && isIn(cells, trial.cellId())
        && isIn(trials, trial.trialNumber());
  }

  /** Whether a rail is meant. */
  public boolean hasRail(String rail) {
    return isIn(rails, rail);
  }

  private static <T> boolean isIn(Set<T> chosen, T value) {
    return chosen.isEmpty() || chosen.contains(value);
  }
}
