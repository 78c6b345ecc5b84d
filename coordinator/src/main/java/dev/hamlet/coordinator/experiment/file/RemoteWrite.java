package dev.hamlet.coordinator.experiment.file;

import java.util.List;

/**
 * Where the raw traces of an experiment are published as its trials are stored.
 *
 * @param url address for remote write
 * @param rails names of the rails; none for all
 */
public record RemoteWrite(String url, List<String> rails) {

  /** Copies the list. */
  public RemoteWrite {
    rails = List.copyOf(rails);
  }
}
