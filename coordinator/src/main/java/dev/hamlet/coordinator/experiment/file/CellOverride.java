package dev.hamlet.coordinator.experiment.file;

import java.util.Map;

/**
 * Values for some cells of an experiment.
 *
 * @param where axis values; cells that have all of them are meant
 * @param protocol how their trials are measured
 * @param trials how often their trials repeat
 */
public record CellOverride(
    Map<String, String> where, ProtocolChange protocol, TrialsChange trials) {

  /** Copies the values. */
  public CellOverride {
    where = Map.copyOf(where);
  }
}
