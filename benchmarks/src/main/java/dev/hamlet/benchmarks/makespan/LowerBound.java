package dev.hamlet.benchmarks.makespan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A time that no schedule can beat, even one that knows all times, and every loss, beforehand.
 *
 * <p>It is the greater of two bounds. <b>Longest part:</b> a part stays on one device, so {@code T
 * >= max over parts of min over eligible devices of (release_i + work / speed_i)}, where a device
 * that is lost before that is not eligible. <b>Flow:</b> if parts could be cut at will, by {@code
 * T} device i has done at most {@code c_i(T) = speed_i (min(T, lost_i) - release_i)}; all work fits
 * if the maximum flow from parts over eligible devices saturates the parts. By max-flow min-cut
 * (here: Hall's condition for the transport problem) that is so if and only if, for every set S of
 * labels that parts ask for, the work that asks for one in S is no more than the sum of {@code
 * c_i(T)} over devices that are eligible for any of it. There are at most four kinds of parts, so
 * all sets are tried, and the least {@code T} is found by bisection. Switches of power modes are
 * left out, so the bound is below what can be reached.
 */
final class LowerBound {

  private static final double PRECISION = 1e-9;

  private LowerBound() {}

  /** Seconds that a fleet needs at least for these parts. */
  static double seconds(List<FleetDevice> devices, Collection<FleetPart> parts) {
    return Math.max(longest(devices, parts), flow(devices, parts));
  }

  static double longest(List<FleetDevice> devices, Collection<FleetPart> parts) {
    return parts.stream().mapToDouble(part -> alone(devices, part)).max().orElse(0);
  }

  private static double alone(List<FleetDevice> devices, FleetPart part) {
    return devices.stream()
        .filter(part::mayRunOn)
        .filter(device -> end(device, part) <= device.lostSeconds())
        .mapToDouble(device -> end(device, part))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double end(FleetDevice device, FleetPart part) {
    return device.releaseSeconds() + part.work() / device.speed();
  }

  static double flow(List<FleetDevice> devices, Collection<FleetPart> parts) {
    Map<Integer, Double> work =
        parts.stream()
            .collect(
                Collectors.groupingBy(FleetPart::label, Collectors.summingDouble(FleetPart::work)));
    double low = 0;
    double high = 1;
    while (!fits(devices, work, high)) {
      high *= 2;
    }
    while (high - low > PRECISION * high) {
      double middle = (low + high) / 2;
      if (fits(devices, work, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  private static boolean fits(
      List<FleetDevice> devices, Map<Integer, Double> work, double seconds) {
    List<Integer> labels = List.copyOf(work.keySet());
    for (int set = 1; set < 1 << labels.size(); set++) {
      int chosen = set;
      Set<Integer> some =
          labels.stream()
              .filter(label -> (chosen >> labels.indexOf(label) & 1) == 1)
              .collect(Collectors.toSet());
      double asked = some.stream().mapToDouble(label -> work.getOrDefault(label, 0.0)).sum();
      if (asked > capacity(devices, some, seconds)) {
        return false;
      }
    }
    return true;
  }

  private static double capacity(List<FleetDevice> devices, Set<Integer> labels, double seconds) {
    return devices.stream()
        .filter(device -> labels.contains(FleetPart.ANY) || labels.contains(device.label()))
        .mapToDouble(device -> device.capacity(seconds))
        .sum();
  }
}
