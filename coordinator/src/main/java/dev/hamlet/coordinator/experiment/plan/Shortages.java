package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.config.Problem;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the points of a matrix ask for and somebody lacks. */
final class Shortages {

  private final Map<PointNeed, Integer> cellsOf = new LinkedHashMap<>();
  private final Set<List<String>> pairs = new LinkedHashSet<>();
  private final List<String> rails;

  /** Looks at each point once, as there may be a million and each is made for it. */
  Shortages(List<MatrixPoint> points, int cellsPerPoint, List<String> rails) {
    this.rails = List.copyOf(rails);
    for (MatrixPoint point : points) {
      pairs.add(List.of(point.model(), point.variant()));
      cellsOf.merge(PointNeed.of(point), cellsPerPoint, Integer::sum);
    }
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

  /** Why a device cannot run all cells, and how many each reason concerns; empty if it can. */
  Map<Lack, Integer> of(DeviceFacts device) {
    Map<Lack, Integer> lacks = new LinkedHashMap<>();
    railsOf(device).forEach(lack -> lacks.put(lack, cells()));
    cellsOf.forEach(
        (need, cells) ->
            need.lacksOf(device).forEach(lack -> lacks.merge(lack, cells, Integer::sum)));
    Map<Lack.Kind, Map<Lack, Integer>> byKind = new TreeMap<>();
    lacks.forEach(
        (lack, cells) ->
            byKind.computeIfAbsent(lack.kind(), kind -> new LinkedHashMap<>()).put(lack, cells));
    Map<Lack, Integer> inOrder = new LinkedHashMap<>();
    byKind.values().forEach(inOrder::putAll);
    return inOrder;
  }

  /** Whether a device can run every cell. */
  boolean areNoneOf(DeviceFacts device) {
    return unmet(device).isEmpty();
  }

  /** What a device cannot do; without the rails, that is everything. */
  Set<PointNeed> unmet(DeviceFacts device) {
    boolean noRails = !railsOf(device).isEmpty();
    return cellsOf.keySet().stream()
        .filter(need -> noRails || !need.lacksOf(device).isEmpty())
        .collect(Collectors.toSet());
  }

  /** Cells that a device cannot run. */
  int unrunnable(DeviceFacts device) {
    return unmet(device).stream().mapToInt(need -> cellsOf.getOrDefault(need, 0)).sum();
  }

  /** Why devices cannot run cells, those that lack the same together. */
  List<PlanOfRest.Reason> reasons(List<DeviceFacts> devices) {
    Map<String, PlanOfRest.Reason> reasons = new LinkedHashMap<>();
    for (DeviceFacts device : devices) {
      of(device)
          .forEach(
              (lack, cells) ->
                  reasons.merge(
                      lack.what() + lack.mend(),
                      new PlanOfRest.Reason(
                          lack.what(), cells, List.of(device.name()), lack.mend()),
                      PlanOfRest.Reason::and));
    }
    return List.copyOf(reasons.values());
  }

  /** Cells that one device would have. */
  int cells() {
    return cellsOf.values().stream().mapToInt(Integer::intValue).sum();
  }

  private List<Lack> railsOf(DeviceFacts device) {
    Set<String> has = device.rails().stream().map(rail -> rail.name()).collect(Collectors.toSet());
    return rails.stream()
        .filter(rail -> !has.contains(rail))
        .map(
            rail ->
                new Lack(
                    Lack.Kind.RAIL,
                    "rail " + rail,
                    "has no rail %s (it has %s)".formatted(rail, PointNeed.sorted(has)),
                    "name other energy_rails, or choose other devices"))
        .toList();
  }
}
