package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.ReadFigures;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sensor groups as JSON. */
final class SensorJson {

  private SensorJson() {}

  static void groups(ArrayNode nodes, List<SensorGroup> groups) {
    groups.forEach(group -> group(nodes.addObject(), group));
  }

  private static void group(ObjectNode node, SensorGroup group) {
    node.put("sensor", group.sensor());
    node.put("group", group.group());
    node.put("kind", group.kind());
    node.put("simulated", group.simulated());
    node.put("nominal_rate_hz", group.nominalRateHz());
    node.put("refresh_rate_hz", group.refreshRateHz());
    node.put("time_constant_seconds", group.timeConstantNs() / 1e9);
    node.put("lag_seconds", group.lagNs() / 1e9);
    facts(node, group.facts());
    ArrayNode rails = node.putArray("rails");
    group.rails().forEach(rail -> rail(rails.addObject(), rail));
  }

  private static void facts(ObjectNode node, SensorFacts facts) {
    node.put("driver", known(facts.driver()));
    node.put("mode", word(facts.mode()));
    node.put("config_word", facts.configWord() < 0 ? null : "0x%04x".formatted(facts.configWord()));
    Json.known(node, "averages", facts.averages());
    Json.known(node, "bus_hz", facts.busHz());
    reads(node.putObject("reads"), facts.reads());
    node.put("time_constant_source", word(facts.timeConstantSource()));
    node.put("time_constant_error_seconds", facts.timeConstantErrorNs() / 1e9);
    node.put("profile_sha256", known(facts.profileHash()));
    ArrayNode changes = node.putArray("was_set");
    facts.wasSet().forEach(changes::add);
  }

  private static void reads(ObjectNode node, ReadFigures reads) {
    Json.number(node, "cost_p50_seconds", reads.known() ? reads.costP50Ns() / 1e9 : Double.NaN);
    Json.number(node, "cost_p99_seconds", reads.known() ? reads.costP99Ns() / 1e9 : Double.NaN);
    Json.number(node, "repeat_ratio", reads.known() ? reads.repeatRatio() : Double.NaN);
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void rail(ObjectNode node, Rail rail) {
    node.put("name", rail.name());
    node.put("scope", word(rail.scope()));
    node.put("resolution_watts", rail.resolutionWatts());
    Json.known(node, "shunt_microohms", rail.shuntMicroohms());
    node.put("correction_gain_ratio", rail.correction().gainRatio());
    node.put("correction_offset_watts", rail.correction().offsetWatts());
    ArrayNode gains = node.putArray("gain_ratio_limits");
    rail.errors().gainRatios().forEach(gains::add);
    Json.number(
        node,
        "offset_watts_limit",
        rail.errors().known() ? rail.errors().offsetWatts() : Double.NaN);
  }
}
