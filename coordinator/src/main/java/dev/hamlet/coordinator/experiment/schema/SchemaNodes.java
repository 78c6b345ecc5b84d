package dev.hamlet.coordinator.experiment.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sections as JSON Schema. */
final class SchemaNodes {

  private SchemaNodes() {}

  /** An object with these keys and no others. */
  static Map<String, Object> section(List<Key<?>> keys) {
    Map<String, Object> properties = new LinkedHashMap<>();
    keys.forEach(key -> properties.put(key.name(), property(key)));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    List<String> required = keys.stream().filter(Key::required).map(Key::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> property(Key<?> key) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("description", description(key));
    property.putAll(key.kind().schema());
    return property;
  }

  /** Help, kind with its unit, default and example in one text: what an editor shows. */
  private static String description(Key<?> key) {
    StringBuilder text = new StringBuilder(key.help());
    text.append(" Value: ").append(key.kind().words()).append('.');
    if (!key.preset().isEmpty()) {
      text.append(" Default: ").append(key.preset()).append('.');
    }
    return text.append(" Example: ").append(key.example()).toString();
  }
}
