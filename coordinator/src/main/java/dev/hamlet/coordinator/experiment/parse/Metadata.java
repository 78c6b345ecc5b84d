package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Section {@code metadata}. */
record Metadata(String name, String owner) {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final Metadata NONE = new Metadata("", "");

  static Metadata read(YamlMap root, NodeReader reader) {
    Node node = root.require("metadata");
    return node == null
        ? NONE
        : reader.map(node, "metadata").map(map -> section(map, reader)).orElse(NONE);
  }

  private static Metadata section(YamlMap map, NodeReader reader) {
    Node name = map.require("name");
    Metadata metadata =
        new Metadata(
            name == null ? "" : name(name, reader).orElse(""),
            map.value("owner", "unknown", node -> reader.text(node, "owner")));
    map.refuseRest();
    return metadata;
  }

  private static Optional<String> name(Node node, NodeReader reader) {
    Optional<String> name = reader.text(node, "name");
    if (name.isPresent() && !name.get().matches(NAME)) {
      return reader.wrong(
          node, "name must be 1 to 100 letters, digits, dots, dashes and underscores");
    }
    return name;
  }
}
