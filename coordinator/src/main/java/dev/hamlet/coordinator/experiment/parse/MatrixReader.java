package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.config.Suggestion;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.file.ModelSource;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import dev.hamlet.coordinator.experiment.schema.MatrixKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** Section {@code matrix}: axes, exclude and include. */
final class MatrixReader {

  private static final String EXCLUDE = "exclude";
  private static final String INCLUDE = "include";
  private static final int MOST_AXES = 16;

  private final NodeReader reader;
  private final AxisReader axisReader;
  private final Map<String, ModelSource> models;
  private final Map<String, List<String>> axes = new LinkedHashMap<>();
  private final Map<String, Node> variantNodes = new LinkedHashMap<>();
  private final List<Node> includeNodes = new ArrayList<>();
  private List<Map<String, String>> include = List.of();

  MatrixReader(NodeReader reader, Map<String, ModelSource> models) {
    this.reader = reader;
    this.models = models;
    this.axisReader = new AxisReader(reader, models.keySet());
  }

  /**
   * The matrix; one that cannot be used is replaced by the defaults, since it is refused anyway.
   */
  Matrix read(YamlMap root) {
    Node node = root.require("matrix");
    Optional<YamlMap> map = node == null ? Optional.empty() : reader.map(node, "matrix");
    map.ifPresent(this::axes);
    defaults();
    List<Map<String, String>> exclude = entries(map, EXCLUDE, this::excluded);
    include = entries(map, INCLUDE, this::included);
    Matrix matrix = new Matrix(axes, axisReader.variants(), exclude, include);
    if (node != null && !reader.findings().hasProblems()) {
      new MatrixCheck(reader, models, variantNodes, includeNodes).check(matrix, node);
    }
    return matrix;
  }

  private void axes(YamlMap map) {
    map.take(EXCLUDE);
    map.take(INCLUDE);
    List<String> names =
        map.keys().stream()
            .filter(key -> !key.equals(EXCLUDE) && !key.equals(INCLUDE))
            .filter(key -> isAxis(map, key))
            .toList();
    if (map.keys().isEmpty()) {
      reader.findings().problem(map.node(), "matrix is empty: give at least one axis");
    } else if (names.size() > MOST_AXES) {
      reader.findings().problem(map.node(), "matrix has more than " + MOST_AXES + " axes");
    }
    for (String name : names) {
      Node values = map.take(name);
      if (values != null) {
        axis(name, values);
      }
    }
  }

  /** Whether a key names an axis: one of the five, or one that is not easily mistaken for them. */
  private boolean isAxis(YamlMap map, String key) {
    if (Matrix.AXES.contains(key) || key.equals(Matrix.CORES)) {
      return true;
    }
    Set<String> known = new TreeSet<>(Matrix.AXES);
    known.add(Matrix.CORES);
    known.add(EXCLUDE);
    known.add(INCLUDE);
    Optional<String> near = Suggestion.nearest(key, known);
    if (near.isPresent() || !key.matches(MatrixKeys.OWN_AXIS)) {
      reader
          .findings()
          .problem(
              map.keyNode(key),
              "unknown axis \""
                  + key
                  + "\" in matrix: "
                  + near.map(it -> "did you mean \"" + it + "\"?")
                      .orElse("your own axes are lower-case letters, digits and underscores"));
      return false;
    }
    return true;
  }

  private void axis(String name, Node values) {
    Set<String> texts = new LinkedHashSet<>();
    for (Node value : reader.listOrOne(values, "axis " + name, MatrixKeys.MOST_VALUES)) {
      axisReader.value(name, value).ifPresent(text -> add(name, texts, text, value));
    }
    if (!texts.isEmpty()) {
      axes.put(name, List.copyOf(texts));
    }
  }

  private void add(String axis, Set<String> texts, String text, Node node) {
    if (!texts.add(text)) {
      reader.findings().problem(node, "axis " + axis + " has \"" + text + "\" twice");
      return;
    }
    if (axis.equals(Matrix.VARIANT)) {
      variantNodes.put(text, node);
    }
  }

  private void defaults() {
    List<String> all = models.isEmpty() ? List.of("none") : List.copyOf(models.keySet());
    axes.putIfAbsent(Matrix.MODEL, all);
    axisReader.remember(new VariantSpec.Baseline());
    axes.putIfAbsent(Matrix.VARIANT, List.of(VariantSpec.BASELINE));
    axes.putIfAbsent(Matrix.RUNTIME, List.of("tensorflow"));
    axes.putIfAbsent(Matrix.THREADS, List.of("1"));
    axes.putIfAbsent(Matrix.POWER_MODE, List.of("MAXN"));
  }

  /** Reads one value of one entry. */
  @FunctionalInterface
  private interface EntryValue {
    Optional<String> read(YamlMap entry, String key, Node value);
  }

  private List<Map<String, String>> entries(
      Optional<YamlMap> matrix, String key, EntryValue reading) {
    Node list = matrix.map(map -> map.take(key)).orElse(null);
    List<Map<String, String>> entries = new ArrayList<>();
    if (list != null) {
      for (Node node : reader.list(list, key, MatrixKeys.MOST_ENTRIES)) {
        reader
            .map(node, "an entry of " + key)
            .map(entry -> entry(entry, reading))
            .filter(entry -> !entry.isEmpty())
            .ifPresent(
                entry -> {
                  entries.add(entry);
                  if (key.equals(INCLUDE)) {
                    includeNodes.add(node);
                  }
                });
      }
    }
    return entries;
  }

  private Map<String, String> entry(YamlMap entry, EntryValue reading) {
    if (entry.keys().isEmpty()) {
      reader.findings().problem(entry.node(), "an entry without a value matches everything");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : entry.keys()) {
      Node value = entry.take(key);
      if (value != null) {
        reading.read(entry, key, value).ifPresent(text -> values.put(key, text));
      }
    }
    return values;
  }

  /** Axis values that cells of this matrix may have, as an override names them. */
  Map<String, String> point(YamlMap where) {
    return entry(where, (entry, key, node) -> known(entry, key, node, "where"));
  }

  private Optional<String> known(YamlMap entry, String key, Node node, String section) {
    Set<String> values = new LinkedHashSet<>(axes.getOrDefault(key, List.of()));
    include.stream().map(one -> one.get(key)).filter(Objects::nonNull).forEach(values::add);
    if (values.isEmpty()) {
      return reader.wrong(
          entry.keyNode(key),
          "unknown axis \""
              + key
              + "\" in "
              + section
              + ": "
              + Suggestion.hint(key, axes.keySet()));
    }
    Optional<String> value = axisReader.value(key, node);
    return value.isEmpty() || values.contains(value.get())
        ? value
        : reader.wrong(
            node,
            "axis %s has no \"%s\": %s"
                .formatted(key, value.get(), Suggestion.hint(value.get(), values)));
  }

  private Optional<String> excluded(YamlMap entry, String key, Node node) {
    List<String> known = axes.get(key);
    if (known == null) {
      return reader.wrong(
          entry.keyNode(key),
          "unknown axis \"" + key + "\" in exclude: " + Suggestion.hint(key, axes.keySet()));
    }
    Optional<String> value = axisReader.value(key, node);
    if (value.isPresent() && !known.contains(value.get())) {
      return reader.wrong(
          node,
          "axis "
              + key
              + " has no \""
              + value.get()
              + "\": "
              + NodeReader.hint(value.get(), known));
    }
    return value;
  }

  private Optional<String> included(YamlMap entry, String key, Node node) {
    if (!axes.containsKey(key) && !isAxis(entry, key)) {
      return Optional.empty();
    }
    Optional<String> value = axisReader.value(key, node);
    if (key.equals(Matrix.VARIANT)) {
      value.ifPresent(label -> variantNodes.putIfAbsent(label, node));
    }
    return value;
  }
}
