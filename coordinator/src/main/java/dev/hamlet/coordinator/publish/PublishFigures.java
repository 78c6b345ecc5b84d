package dev.hamlet.coordinator.publish;

import java.util.Map;

/**
 * What was published since the coordinator's start. Samples read = written + all other results.
 *
 * @param samples samples by result: written, rejected, or why they were refused before they left
 * @param batches requests by the status of their answer
 * @param trials trials by result: published, missing
 * @param waiting trials that are stored and not yet done with
 * @param lastSuccessEpochMs when a server last took samples; 0 for never
 */
public record PublishFigures(
    Map<String, Long> samples,
    Map<String, Long> batches,
    Map<String, Long> trials,
    long waiting,
    long lastSuccessEpochMs) {

  /** Nothing was published. */
  public static final PublishFigures NONE = new PublishCounters().figures();

  /** Copies the maps. */
  public PublishFigures {
    samples = Map.copyOf(samples);
    batches = Map.copyOf(batches);
    trials = Map.copyOf(trials);
  }
}
