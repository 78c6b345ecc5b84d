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
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the points of a matrix ask for and somebody lacks. */
final class Shortages {

  private final Set<String> runtimes;
  private final Set<String> powerModes;
  private final Set<List<String>> pairs;
  private final int threads;
  private final List<CoreNeed> needs;

  Shortages(List<MatrixPoint> points) {
    runtimes = all(points, MatrixPoint::runtime);
    powerModes = all(points, MatrixPoint::powerMode);
    pairs = all(points, point -> List.of(point.model(), point.variant()));
    Map<List<String>, CoreNeed> needed = new LinkedHashMap<>();
    for (MatrixPoint point : points) {
      needed.merge(List.of(point.powerMode(), point.cores()), CoreNeed.of(point), CoreNeed::and);
    }
    needs = List.copyOf(needed.values());
    threads = points.stream().mapToInt(MatrixPoint::threads).max().orElse(0);
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

  private static <T> Set<T> all(List<MatrixPoint> points, Function<MatrixPoint, T> fact) {
    return points.stream().map(fact).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
