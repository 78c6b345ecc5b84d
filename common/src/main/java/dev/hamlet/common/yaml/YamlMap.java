package dev.hamlet.common.yaml;

import dev.hamlet.common.config.Suggestion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A map of the file. Whoever reads it takes the keys it knows; what is left over is a typo. */
public final class YamlMap {

  private static final int MOST_KEYS = 10_000;

  private final MappingNode node;
  private final String what;
  private final NodeReader reader;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  /**
   * A map of a file.
   *
   * @param what its name in messages
   */
  public YamlMap(MappingNode node, String what, NodeReader reader) {
    this.node = node;
    this.what = what;
    this.reader = reader;
    node.getValue().stream().limit(MOST_KEYS).forEach(this::enter);
    if (node.getValue().size() > MOST_KEYS) {
      reader.findings().problem(node, what + " has more than " + MOST_KEYS + " keys");
    }
  }

  /** The node itself, for problems of the map as a whole. */
  public Node node() {
    return node;
  }

  /** Its keys, in the order of the file. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** The node of a key, or null where the file says nothing. */
  public @Nullable Node take(String key) {
    known.add(key);
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }

  /** The node of a key that must be there, or null and a problem. */
  public @Nullable Node require(String key) {
    Node value = take(key);
    if (value == null) {
      reader.findings().problem(node, what + " needs the key \"" + key + "\"");
    }
    return value;
  }

  /** The value of a key as read by a function, or the default where it is missing or wrong. */
  public <T> T value(String key, T defaultValue, Function<Node, Optional<T>> read) {
    Node value = take(key);
    return value == null ? defaultValue : read.apply(value).orElse(defaultValue);
  }

  /** The map of a key, where it is there and is one. */
  public Optional<YamlMap> map(String key) {
    Node value = take(key);
    return value == null ? Optional.empty() : reader.map(value, key);
  }

  /** The node of a key's name. */
  public Node keyNode(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? node : entry.getKeyNode();
  }

  /** Every key that nobody took is a problem. */
  public void refuseRest() {
    for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        reader
            .findings()
            .problem(
                entry.getValue().getKeyNode(),
                "unknown key \""
                    + entry.getKey()
                    + "\" in "
                    + what
                    + ": "
                    + Suggestion.hint(entry.getKey(), known));
      }
    }
  }

  private void enter(NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      reader.findings().problem(entry.getKeyNode(), "a key in " + what + " must be a text");
    } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
      reader.findings().problem(key, "the key \"" + key.getValue() + "\" stands twice in " + what);
    }
  }
}
