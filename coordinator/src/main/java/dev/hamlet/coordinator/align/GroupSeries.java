package dev.hamlet.coordinator.align;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;

/**
 * The power of those rails of a figure that one sensor group reads.
 *
 * @param group the group
 * @param rails its rails that belong to the figure
 * @param series their summed power, stamps earlier by the group's lag
 */
record GroupSeries(SensorGroup group, List<Rail> rails, PowerSeries series) {

  static GroupSeries of(SensorGroup group, List<Rail> rails, List<SampleBatch> batches) {
    List<String> names = rails.stream().map(Rail::name).toList();
    return new GroupSeries(group, rails, PowerSeries.of(batches, group, names));
  }

  /** Nominal distance of two samples in ns. */
  double intervalNs() {
    return 1e9 / group.nominalRateHz();
  }

  /**
   * How far an edge of the power spreads in the samples, to each side: half a round that a reading
   * may be older or younger than the mean and half a conversion, at most a round together, and a
   * sampling interval, as trapezoids make ramps of steps.
   */
  long smearNs() {
    double roundNs = group.refreshRateHz() > 0 ? 1e9 / group.refreshRateHz() : 0;
    return Math.round(roundNs + intervalNs());
  }

  long maxGapNs(AlignmentRules rules) {
    return Math.round(rules.maxGapIntervals() * intervalNs());
  }

  /** Smallest step of the summed power that a reading shows, in watts. */
  double resolutionWatts() {
    return rails.stream().mapToDouble(Rail::resolutionWatts).sum();
  }
}
