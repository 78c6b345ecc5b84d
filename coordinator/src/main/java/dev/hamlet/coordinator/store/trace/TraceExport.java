package dev.hamlet.coordinator.store.trace;

import java.util.List;

/**
 * An experiment whose raw traces are published as its trials are stored.
 *
 * @param experimentId the experiment
 * @param url address for remote write
 * @param rails names of the rails; none for all
 * @param through number of the last trial that is done with
 */
public record TraceExport(String experimentId, String url, List<String> rails, long through) {

  /** Copies the list. */
  public TraceExport {
    rails = List.copyOf(rails);
  }
}
