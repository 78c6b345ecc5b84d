package dev.hamlet.coordinator.comparison;

import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.List;
import java.util.Objects;

/** A figure that each valid trial has one value of. */
public enum Figure {
  /** Mean latency of an inference, in seconds. */
  LATENCY {
    @Override
    double of(LatencyFigures latency, EnergyFigures energy) {
      return latency.meanSeconds();
    }
  },
  /** Net energy of the burst over its inferences, in joules. */
  NET_ENERGY {
    @Override
    double of(LatencyFigures latency, EnergyFigures energy) {
      return energy.netJoules() / latency.inferences();
    }
  },
  /** Gross energy of the burst over its inferences, in joules. */
  GROSS_ENERGY {
    @Override
    double of(LatencyFigures latency, EnergyFigures energy) {
      return energy.grossJoules() / latency.inferences();
    }
  };

  abstract double of(LatencyFigures latency, EnergyFigures energy);

  /** The value of one valid trial. */
  public double of(TrialResult trial) {
    return of(
        Objects.requireNonNull(trial.latency(), "latency of a valid trial"),
        Objects.requireNonNull(trial.energy(), "energy of a valid trial"));
  }

  /** The trials that have a value, in their order. */
  public static List<TrialResult> valid(List<TrialResult> trials) {
    return trials.stream().filter(trial -> trial.status() == TrialStatus.VALID).toList();
  }

  /** The values of valid trials, in their order. */
  public double[] values(List<TrialResult> valid) {
    return valid.stream().mapToDouble(this::of).toArray();
  }
}
