package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which devices may take unstarted groups of others: asked once an experiment and device, and again
 * when the fleet has grown. Loop only.
 */
final class Substitution {

  private record Pair(String experimentId, String device) {}

  private final DeviceRegistry registry;
  private final Map<Pair, Set<String>> found = new HashMap<>();
  private int fleet;

  Substitution(DeviceRegistry registry) {
    this.registry = registry;
  }

  /** Other devices that may do what is planned for one. */
  Set<String> of(ActiveExperiment experiment, @Nullable DeviceRecord planned) {
    if (planned == null) {
      return Set.of();
    }
    if (fleet != registry.size()) {
      fleet = registry.size();
      found.clear();
    }
    return found.computeIfAbsent(
        new Pair(experiment.id(), planned.name()), pair -> search(experiment, planned));
  }

  /** An experiment has ended. */
  void forget(String experimentId) {
    found.keySet().removeIf(pair -> pair.experimentId().equals(experimentId));
  }

  private Set<String> search(ActiveExperiment experiment, DeviceRecord planned) {
    return registry.snapshots().stream()
        .map(DeviceSnapshot::description)
        .filter(other -> !other.name().equals(planned.name()))
        .filter(other -> experiment.terms().substitutes().may(planned, other))
        .map(DeviceRecord::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
