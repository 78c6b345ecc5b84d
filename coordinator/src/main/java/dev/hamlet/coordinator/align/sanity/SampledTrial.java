package dev.hamlet.coordinator.align.sanity;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import java.util.List;
import java.util.Optional;

/**
 * A trial as its samples show it.
 *
 * @param idleBefore baseline before
 * @param burst the burst
 * @param energyWindow what energy is integrated over
 * @param idleAfter baseline after
 * @param longestInferenceNs duration of the longest inference
 * @param groups all sensor groups of the device
 * @param rails names of the rails of the figure
 * @param samples batches of the device
 */
public record SampledTrial(
    TimeInterval idleBefore,
    TimeInterval burst,
    TimeInterval energyWindow,
    TimeInterval idleAfter,
    long longestInferenceNs,
    List<SensorGroup> groups,
    List<String> rails,
    List<SampleBatch> samples) {

  /** Copies the lists. */
  public SampledTrial {
    groups = List.copyOf(groups);
    rails = List.copyOf(rails);
    samples = List.copyOf(samples);
  }

  /** From the start of the baseline before to the end of the one after. */
  TimeInterval whole() {
    return new TimeInterval(idleBefore.startNs(), idleAfter.endNs());
  }

  /** Smallest power of the figure's rails that their sensors tell from nothing. */
  double floorWatts() {
    return groups.stream()
        .flatMap(group -> group.rails().stream())
        .filter(rail -> rails.contains(rail.name()))
        .mapToDouble(SensorLimits::floorWatts)
        .sum();
  }

  /** Power of one rail; empty if its group was not sampled, or without this rail. */
  Optional<PowerSeries> series(SensorGroup group, String rail) {
    try {
      PowerSeries series = PowerSeries.of(samples, group, List.of(rail));
      return series.size() == 0 ? Optional.empty() : Optional.of(series);
    } catch (HamletException noPower) {
      return Optional.empty(); // a rail that the figure does not need may lack its columns
    }
  }
}
