package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms.Substitutes;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which devices may take unstarted groups of others: asked once an experiment and kind of board,
 * and again when the fleet has grown. Devices that may do each other's work share one set. Loop
 * only.
 */
final class Substitution {

  private final DeviceRegistry registry;
  private final Map<String, Map<String, Set<String>>> found = new HashMap<>();
  private int fleet;

  Substitution(DeviceRegistry registry) {
    this.registry = registry;
  }

  /** The devices that may do what is planned for one, that one among them. */
  Set<String> of(ActiveExperiment experiment, DeviceRecord planned) {
    if (fleet != registry.size()) {
      fleet = registry.size();
      found.clear();
    }
    Map<String, Set<String>> known = found.computeIfAbsent(experiment.id(), id -> new HashMap<>());
    Set<String> able = known.get(planned.name());
    if (able == null) {
      able = search(experiment.terms().substitutes(), planned);
      known.put(planned.name(), able);
      if (experiment.terms().substitutes().may(planned, planned)) {
        for (String alike : able) {
          known.put(alike, able);
        }
      }
    }
    return able;
  }

  /** An experiment has ended. */
  void forget(String experimentId) {
    found.remove(experimentId);
  }

  private Set<String> search(Substitutes substitutes, DeviceRecord planned) {
    if (substitutes == Substitutes.NONE) {
      return Set.of(planned.name()); // without a look at the whole fleet for each of its devices
    }
    return registry.snapshots().stream()
        .map(DeviceSnapshot::description)
        .filter(other -> other.name().equals(planned.name()) || substitutes.may(planned, other))
        .map(DeviceRecord::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
