package dev.hamlet.coordinator.live;

import dev.hamlet.common.power.SamplingCounters;
import java.util.List;
import java.util.Map;

/**
 * The rails of one device as they are now.
 *
 * @param device name
 * @param gapSeconds time without samples inside the energy counters, of the group with most of it
 * @param ingestGapSeconds part of it where records are missing in the sequence
 * @param lagSeconds how much later the newest sample arrived than the quickest ones do; NaN if none
 *     came yet
 * @param sampling cumulative counters of the session by sensor group
 * @param times how evenly its sensor groups were sampled
 * @param bootId epoch of the newest record; empty before it
 * @param rails its rails, in the order in which they were first seen
 */
public record DevicePower(
    String device,
    double gapSeconds,
    double ingestGapSeconds,
    double lagSeconds,
    Map<String, SamplingCounters> sampling,
    Map<String, GroupTimes> times,
    String bootId,
    List<RailPower> rails) {

  /** Copies the collections. */
  public DevicePower {
    sampling = Map.copyOf(sampling);
    times = Map.copyOf(times);
    rails = List.copyOf(rails);
  }
}
