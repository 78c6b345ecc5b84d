package dev.hamlet.coordinator.comparison;

import dev.hamlet.common.statistics.compare.Series;
import dev.hamlet.coordinator.result.CellTrials;

/** A figure that each valid trial has one value of. */
public enum Figure {
  /** Mean latency of an inference, in seconds. */
  LATENCY,
  /** Net energy of the burst over its inferences, in joules. */
  NET_ENERGY,
  /** Gross energy of burst and guard over the inferences, in joules. */
  GROSS_ENERGY;

  /** Its values over the trials of a cell, in the order of time. */
  public Series of(CellTrials trials) {
    return switch (this) {
      case LATENCY -> trials.latencySeconds();
      case NET_ENERGY -> trials.netEnergyPerInferenceJoules();
      case GROSS_ENERGY -> trials.grossEnergyPerInferenceJoules();
    };
  }
}
