package dev.hamlet.coordinator.result;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trials and policies made up for tests. */
final class Trials {

  private Trials() {}

  static TrialPolicy policy() {
    return policy(0);
  }

  static TrialPolicy policy(double absoluteWidthJoules) {
    return new TrialPolicy(
        10, 16, 2, 0.95, 0.05, WidthOf.HALF, absoluteWidthJoules, Set.of(StoppingMetric.values()));
  }

  /** A valid trial of 100 inferences. */
  static TrialResult valid(int number, double latencySeconds, double netJoules) {
    LatencyFigures latency =
        new LatencyFigures(
            100,
            latencySeconds,
            0,
            latencySeconds,
            latencySeconds,
            latencySeconds,
            latencySeconds,
            latencySeconds);
    EnergyFigures energy = new EnergyFigures(1, netJoules + 3, 3, netJoules, 3, 3, 3, 5);
    return result(
        number, TrialStatus.VALID, latency, energy, new SamplingFigures(2000, 2, 999, 0.002));
  }

  static TrialResult invalid(int number) {
    return result(number, TrialStatus.INVALID, null, null, null);
  }

  static TrialResult failed(int number) {
    return result(number, TrialStatus.FAILED, null, null, null);
  }

  private static TrialResult result(
      int number,
      TrialStatus status,
      @Nullable LatencyFigures latency,
      @Nullable EnergyFigures energy,
      @Nullable SamplingFigures sampling) {
    return new TrialResult(
        "c0ffee",
        number,
        (number + 1) / 2,
        7,
        "twin-a",
        "boot",
        status,
        "",
        latency,
        energy,
        sampling,
        0.1,
        1,
        2,
        30,
        31,
        0);
  }
}
