package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.statistics.Estimate;
import java.time.Instant;

/** Pieces of JSON. What is not known is null, never NaN. */
final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /** A number that is not known while it is 0. */
  static void known(ObjectNode node, String name, long value) {
    if (value > 0) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  static void estimate(ObjectNode node, String name, Estimate estimate) {
    ObjectNode child = node.putObject(name);
    number(child, "mean", estimate.mean());
    number(child, "std", estimate.std());
    number(child, "ci_low", estimate.ciLow());
    number(child, "ci_high", estimate.ciHigh());
    child.put("n", estimate.n());
    number(child, "effective_n", estimate.n() < 2 ? Double.NaN : estimate.effectiveN());
  }

  /** Wall clock as ISO 8601 in UTC; null for 0. */
  static void instant(ObjectNode node, String name, long epochMs) {
    if (epochMs == 0) {
      node.putNull(name);
    } else {
      node.put(name, Instant.ofEpochMilli(epochMs).toString());
    }
  }

  static String text(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }
}
