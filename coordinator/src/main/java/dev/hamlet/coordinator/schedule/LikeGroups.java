package dev.hamlet.coordinator.schedule;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Waiting groups of like length and power mode that the same devices may run. */
final class LikeGroups {

  /** How many are looked at for the one that needs fewest artifacts. */
  private static final int LOOKED_AT = 64;

  private static final Comparator<OpenGroup> AS_PLANNED =
      Comparator.comparingInt(OpenGroup::position).thenComparing(group -> group.group().toString());

  private final Map<String, SortedSet<OpenGroup>> byDevice = new LinkedHashMap<>();

  void add(OpenGroup group) {
    byDevice.computeIfAbsent(group.device(), device -> new TreeSet<>(AS_PLANNED)).add(group);
  }

  void remove(OpenGroup group) {
    byDevice.computeIfPresent(
        group.device(),
        (device, groups) -> groups.remove(group) && groups.isEmpty() ? null : groups);
  }

  OpenGroup any() {
    return byDevice.values().iterator().next().first();
  }

  boolean isEmpty() {
    return byDevice.isEmpty();
  }

  /**
   * The one for a device: planned for it if there is one, and of the first {@value #LOOKED_AT} of
   * these the one that needs fewest artifacts that the device lacks.
   */
  Optional<OpenGroup> bestFor(IdleDevice device, Predicate<OpenGroup> free) {
    SortedSet<OpenGroup> own = byDevice.getOrDefault(device.name(), new TreeSet<>(AS_PLANNED));
    return best(own.stream(), device, free)
        .or(() -> best(byDevice.values().stream().flatMap(Collection::stream), device, free));
  }

  private static Optional<OpenGroup> best(
      Stream<OpenGroup> groups, IdleDevice device, Predicate<OpenGroup> free) {
    return groups
        .filter(free)
        .limit(LOOKED_AT)
        .min(
            Comparator.comparingLong((OpenGroup group) -> missing(group, device))
                .thenComparing(AS_PLANNED));
  }

  private static long missing(OpenGroup group, IdleDevice device) {
    return group.artifacts().stream().filter(it -> !device.artifacts().contains(it)).count();
  }
}
