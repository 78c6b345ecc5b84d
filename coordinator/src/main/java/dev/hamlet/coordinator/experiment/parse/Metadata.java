package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.schema.MetadataKeys;

/** Section {@code metadata}. */
record Metadata(String name, String owner) {

  private static final Metadata NONE = new Metadata("", "");

  static Metadata read(YamlMap root, NodeReader reader) {
    return MetadataKeys.METADATA.in(root, reader).map(map -> section(map, reader)).orElse(NONE);
  }

  private static Metadata section(YamlMap map, NodeReader reader) {
    Metadata metadata =
        new Metadata(
            MetadataKeys.NAME.in(map, reader).orElse(""),
            MetadataKeys.OWNER.in(map, reader).orElse(""));
    map.refuseRest();
    return metadata;
  }
}
