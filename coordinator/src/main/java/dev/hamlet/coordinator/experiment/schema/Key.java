package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One key of a section of the file.
 *
 * @param <T> what its value is read as
 * @param name the key
 * @param kind what may stand there
 * @param help what it is for, one sentence
 * @param preset what holds where the file says nothing, in words; empty where nothing does
 * @param example a value as one writes it
 * @param required whether the file must have it
 */
public record Key<T>(
    String name, Kind<T> kind, String help, String preset, String example, boolean required) {

  /** A key that may be left out. */
  public static <T> Key<T> optional(
      String name, Kind<T> kind, String help, String preset, String example) {
    return new Key<>(name, kind, help, preset, example, false);
  }

  /** A key that must be there. */
  public static <T> Key<T> required(String name, Kind<T> kind, String help, String example) {
    return new Key<>(name, kind, help, "", example, true);
  }

  /** Its value in a section; empty where it is missing or wrong, with a problem if it must not. */
  public Optional<T> in(YamlMap section, NodeReader reader) {
    return in(section, reader, name);
  }

  /**
   * Its value in a section.
   *
   * @param what its name in messages
   */
  public Optional<T> in(YamlMap section, NodeReader reader, String what) {
    Node node = required ? section.require(name) : section.take(name);
    return node == null ? Optional.empty() : kind.reading().read(reader, node, what);
  }

  /** Its value in a section that may be missing. */
  public Optional<T> in(Optional<YamlMap> section, NodeReader reader) {
    return section.flatMap(map -> in(map, reader));
  }
}
