package dev.hamlet.coordinator.report;

import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.security.Digests;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the sensors of a figure were set: what must be equal for two figures to be compared. What was
 * found by measuring (cost of a read, refresh rate, a calibrated time constant) is not a part of
 * it, as it differs a little after every start.
 *
 * @param values value by name, for instance {@code power.kind} is {@code twin}
 */
record SensorSettings(Map<String, String> values) {

  SensorSettings {
    values = Map.copyOf(values);
  }

  static SensorSettings of(List<SensorGroup> groups) {
    Map<String, String> values = new TreeMap<>();
    groups.forEach(group -> add(values, group));
    return new SensorSettings(values);
  }

  /** SHA-256 over all names and values. */
  String sha256() {
    return Digests.sha256(new TreeMap<>(values).toString());
  }

  /** Each as {@code name = value}, by name. */
  List<String> lines() {
    return new TreeMap<>(values)
        .entrySet().stream().map(one -> one.getKey() + " = " + one.getValue()).toList();
  }

  /** What differs, for instance {@code power.kind: twin or ina3221x}. */
  List<String> differences(SensorSettings other) {
    SortedSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(other.values.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(values.get(name), other.values.get(name)))
        .map(name -> "%s: %s or %s".formatted(name, text(name), other.text(name)))
        .toList();
  }

  private String text(String name) {
    return values.getOrDefault(name, "nothing");
  }

  private static void add(Map<String, String> values, SensorGroup group) {
    String prefix = group.group() + ".";
    values.put(prefix + "sensor", group.sensor());
    values.put(prefix + "kind", group.kind());
    values.put(prefix + "nominal_rate_hz", String.valueOf(group.nominalRateHz()));
    SensorFacts facts = group.facts();
    values.put(prefix + "driver", facts.driver());
    values.put(prefix + "mode", facts.mode().name());
    values.put(prefix + "config_word", String.valueOf(facts.configWord()));
    values.put(prefix + "averages", String.valueOf(facts.averages()));
    values.put(prefix + "profile", facts.profileHash());
    group.rails().forEach(rail -> add(values, rail));
  }

  private static void add(Map<String, String> values, Rail rail) {
    String prefix = rail.name() + ".";
    values.put(prefix + "scope", rail.scope().name());
    values.put(prefix + "resolution_watts", String.valueOf(rail.resolutionWatts()));
    values.put(prefix + "shunt_microohms", String.valueOf(rail.shuntMicroohms()));
    values.put(prefix + "correction", rail.correction().toString());
  }
}
