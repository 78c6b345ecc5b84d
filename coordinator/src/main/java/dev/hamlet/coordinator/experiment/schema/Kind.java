package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.NodeReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A kind of value: how it is read from a node, and the same said as JSON Schema.
 *
 * @param <T> what it is read as
 * @param reading gives the value, or a problem at the node and nothing
 * @param schema the JSON Schema of the value: whatever it refuses, the reading refuses
 * @param words the kind in words, with its unit, for people
 */
public record Kind<T>(Reading<T> reading, Map<String, Object> schema, String words) {

  /** Copies the schema, in order. */
  public Kind {
    schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
  }

  /** Reads a value. */
  @FunctionalInterface
  public interface Reading<T> {

    /**
     * The value of a node.
     *
     * @param what its name in messages
     */
    Optional<T> read(NodeReader reader, Node node, String what);
  }

  /** The same kind of value, read as something else. */
  public <U> Kind<U> as(Function<T, U> conversion) {
    return new Kind<>(
        (reader, node, what) -> reading.read(reader, node, what).map(conversion), schema, words);
  }
}
