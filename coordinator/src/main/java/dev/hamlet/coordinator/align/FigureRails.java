package dev.hamlet.coordinator.align;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the rails of a figure among the sensor groups of a device. */
final class FigureRails {

  private FigureRails() {}

  /**
   * The rails by the group that reads them.
   *
   * @throws HamletException if a rail is not there, or supplies would be added to components
   */
  static Map<SensorGroup, List<Rail>> find(List<SensorGroup> groups, List<String> names) {
    Map<SensorGroup, List<Rail>> found = new LinkedHashMap<>();
    Set<RailScope> scopes = new LinkedHashSet<>();
    for (String name : new LinkedHashSet<>(names)) {
      SensorGroup group = groupOf(groups, name);
      Rail rail = railOf(group, name);
      if (!(group.nominalRateHz() > 0)) {
        throw refusal("Sensor group %s states no sampling rate.".formatted(group.group()));
      }
      scopes.add(rail.scope());
      found.computeIfAbsent(group, key -> new ArrayList<>()).add(rail);
    }
    if (found.isEmpty()) {
      throw refusal("No rail is named for the energy figure.");
    }
    if (scopes.size() > 1) {
      throw refusal(
          "The rails %s mix supplies and components, whose energies must not be added up."
              .formatted(names));
    }
    return found;
  }

  private static SensorGroup groupOf(List<SensorGroup> groups, String name) {
    return groups.stream()
        .filter(group -> group.rails().stream().anyMatch(rail -> rail.name().equals(name)))
        .findFirst()
        .orElseThrow(() -> refusal("The device has no rail " + name + "."));
  }

  private static Rail railOf(SensorGroup group, String name) {
    return group.rails().stream()
        .filter(rail -> rail.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static HamletException refusal(String sentence) {
    return new HamletException(ErrorCode.PRECONDITION, sentence);
  }
}
