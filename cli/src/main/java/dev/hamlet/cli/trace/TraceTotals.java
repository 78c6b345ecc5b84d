package dev.hamlet.cli.trace;

import java.util.Map;

/**
 * What became of raw traces: samples read = written + refused.
 *
 * @param experimentId the experiment
 * @param target where they went: an address, or a file
 * @param trials trials that were asked for
 * @param trialsMissing those of them of which there is nothing
 * @param series rails of devices
 * @param samplesWritten samples that are there now
 * @param samplesRefused samples that are not, by the reason
 */
public record TraceTotals(
    String experimentId,
    String target,
    int trials,
    int trialsMissing,
    int series,
    long samplesWritten,
    Map<String, Long> samplesRefused) {

  /** Copies the map. */
  public TraceTotals {
    samplesRefused = Map.copyOf(samplesRefused);
  }
}
