package dev.hamlet.coordinator.health;

import dev.hamlet.coordinator.store.fleet.HealthEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which cells, by their axes, failed on which devices. Mutable; belongs to its owner. */
final class CellBlame {

  private final Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
  private final Set<String> blamed = new HashSet<>();

  void note(HealthEvent event) {
    switch (event.kind()) {
      case FAILED -> {
        if (!event.subject().isEmpty()) {
          reasons
              .computeIfAbsent(event.subject(), cell -> new LinkedHashMap<>())
              .putIfAbsent(event.device(), event.detail());
        }
      }
      case CELL_BLAMED -> blamed.add(event.subject());
      case CELL_CLEARED -> {
        blamed.remove(event.subject());
        reasons.remove(event.subject());
      }
      case WORKED,
          FORGIVEN,
          QUARANTINED,
          HELD_BACK,
          CHECK_PASSED,
          CHECK_FAILED,
          CHECK_INCONCLUSIVE,
          RELEASED,
          RECOVERED -> {
        // says nothing of cells
      }
    }
  }

  /** Whether anything is held against a cell. */
  boolean isKnown(String cell) {
    return blamed.contains(cell) || reasons.containsKey(cell);
  }

  boolean isBlamed(String cell) {
    return blamed.contains(cell);
  }

  /** The devices that a cell failed on. */
  Set<String> devices(String cell) {
    return reasons.getOrDefault(cell, Map.of()).keySet();
  }

  /** Where and why a cell failed, one sentence. */
  String sentence(String cell) {
    return "failed on "
        + reasons.getOrDefault(cell, Map.of()).entrySet().stream()
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .collect(Collectors.joining(" and on "))
        + ": the cell is to blame, not the devices";
  }
}
