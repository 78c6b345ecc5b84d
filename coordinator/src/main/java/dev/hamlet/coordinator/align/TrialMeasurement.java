package dev.hamlet.coordinator.align;

import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.SamplingFigures;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the samples and spans of one trial say.
 *
 * @param latency latencies, if there are inferences
 * @param energy energies, if the samples cover their window
 * @param sampling how well it was sampled, if its phases are known
 * @param rejection why the trial does not count, one sentence; empty if it does, and then no figure
 *     is null
 * @param flags what may be wrong with the figures
 */
public record TrialMeasurement(
    @Nullable LatencyFigures latency,
    @Nullable EnergyFigures energy,
    @Nullable SamplingFigures sampling,
    Optional<String> rejection,
    List<Flag> flags) {

  /** Copies the flags; refuses a valid trial without figures. */
  public TrialMeasurement {
    flags = List.copyOf(flags);
    if (rejection.isEmpty() && (latency == null || energy == null || sampling == null)) {
      throw new IllegalArgumentException("a valid trial has all figures");
    }
  }

  /** Whether its figures count. */
  public boolean isValid() {
    return rejection.isEmpty();
  }
}
