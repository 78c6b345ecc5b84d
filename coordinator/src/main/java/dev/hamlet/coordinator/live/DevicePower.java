package dev.hamlet.coordinator.live;

import dev.hamlet.common.power.SamplingCounters;
import java.util.List;
import java.util.Map;

/**
 * The rails of one device as they are now.
 *
 * @param device name
 * @param gapSeconds time without samples inside the energy counters, of the group with most of it
 * @param lagSeconds how much later the newest sample arrived than the quickest ones do; NaN if none
 *     came yet
 * @param sampling cumulative counters of the session by sensor group
 * @param rails its rails, in the order in which they were first seen
 */
public record DevicePower(
    String device,
    double gapSeconds,
    double lagSeconds,
    Map<String, SamplingCounters> sampling,
    List<RailPower> rails) {

  /** Copies both collections. */
  public DevicePower {
    sampling = Map.copyOf(sampling);
    rails = List.copyOf(rails);
  }
}
