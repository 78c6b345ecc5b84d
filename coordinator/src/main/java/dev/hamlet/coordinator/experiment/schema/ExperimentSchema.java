package dev.hamlet.coordinator.experiment.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hamlet.common.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole file: every key of it, and the JSON Schema of it. */
public final class ExperimentSchema {

  /** Seed of orders and gaps. */
  public static final Key<Long> ORDER_SEED =
      Key.optional(
          "seed",
          Kinds.wholeLong(Long.MIN_VALUE, Long.MAX_VALUE),
          "Seed of orders and random gaps.",
          "1",
          "42");

  /** Orders. */
  public static final Key<YamlMap> ORDER =
      Key.optional(
          "order", Kinds.section(List.of(ORDER_SEED)), "Orders and gaps.", "", "{seed: 42}");

  /** The keys of the file, in the order in which one writes them. */
  public static final List<Key<?>> FILE =
      List.of(
          MetadataKeys.API_VERSION,
          MetadataKeys.KIND,
          MetadataKeys.METADATA,
          ModelKeys.MODELS,
          InputKeys.INPUTS,
          MatrixKeys.MATRIX,
          DeviceKeys.DEVICES,
          DeviceKeys.ENERGY_RAILS,
          ProtocolKeys.PROFILE,
          TrialKeys.TRIALS,
          ProtocolKeys.WARM_UP,
          ProtocolKeys.IDLE,
          ProtocolKeys.BURST,
          ProtocolKeys.GATE,
          OverrideKeys.OVERRIDES,
          ORDER,
          MatrixKeys.COMPARE_TO,
          ControlKeys.RETRY,
          ControlKeys.TIMEOUTS,
          ControlKeys.TIME_LIMIT,
          ControlKeys.PRIORITY,
          ControlKeys.MAX_PARALLEL,
          ControlKeys.REUSE,
          ExportKeys.EXPORT);

  private ExperimentSchema() {}

  /** The JSON Schema (draft 2020-12) as text with a line break at its end. */
  public static String json() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Hamlet experiment file (hamlet/v1)");
    schema.putAll(SchemaNodes.section(FILE));
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .writeValueAsString(schema)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers can be written", e);
    }
  }
}
