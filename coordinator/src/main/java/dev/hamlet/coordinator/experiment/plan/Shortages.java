package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.config.Problem;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the points of a matrix ask for and somebody lacks. */
final class Shortages {

  private final Set<String> runtimes = new LinkedHashSet<>();
  private final Set<String> powerModes = new LinkedHashSet<>();
  private final Set<List<String>> pairs = new LinkedHashSet<>();
  private final List<CoreNeed> needs;
  private int threads;

  /** Looks at each point once, as there may be a million and each is made for it. */
  Shortages(List<MatrixPoint> points) {
    Map<List<String>, CoreNeed> needed = new LinkedHashMap<>();
    for (MatrixPoint point : points) {
      runtimes.add(point.runtime());
      powerModes.add(point.powerMode());
      pairs.add(List.of(point.model(), point.variant()));
      threads = Math.max(threads, point.threads());
      needed.merge(List.of(point.powerMode(), point.cores()), CoreNeed.of(point), CoreNeed::and);
    }
    needs = List.copyOf(needed.values());
  }

  void artifacts(Collection<List<String>> resolved, List<Problem> problems) {
    for (List<String> pair : pairs) {
      if (!resolved.contains(pair)) {
        problems.add(
            new Problem(
                "models." + pair.get(0),
                "variant " + pair.get(1) + " was not made: submit the file with its artifacts"));
      }
    }
  }

  /** Why a device cannot measure all points; empty if it can. */
  List<String> of(DeviceFacts device, List<String> rails) {
    List<String> lacks = new ArrayList<>();
    Set<String> railNames =
        device.rails().stream().map(rail -> rail.name()).collect(Collectors.toSet());
    lacking("rail", rails, railNames, lacks);
    lacking("runtime", runtimes, device.runtimes(), lacks);
    lacking("power mode", powerModes, device.powerModes(), lacks);
    if (threads > device.cpus()) {
      lacks.add("has " + device.cpus() + " CPUs for " + threads + " threads");
    }
    needs.forEach(need -> need.lackOf(device).ifPresent(lacks::add));
    return lacks;
  }

  private static void lacking(
      String what, Collection<String> wanted, Set<String> has, List<String> lacks) {
    for (String one : wanted) {
      if (!has.contains(one)) {
        lacks.add(
            "has no " + what + " " + one + " (it has " + String.join(", ", sorted(has)) + ")");
      }
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.isEmpty() ? List.of("none") : names.stream().sorted().toList();
  }
}
