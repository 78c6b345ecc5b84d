package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.ModelSource;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Section {@code models}. */
final class ModelsReader {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final int MAX_STEPS = 1_000_000;

  private final NodeReader reader;

  private ModelsReader(NodeReader reader) {
    this.reader = reader;
  }

  static Map<String, ModelSource> read(YamlMap root, NodeReader reader) {
    Node node = root.require("models");
    return node == null
        ? Map.of()
        : reader.map(node, "models").map(new ModelsReader(reader)::models).orElse(Map.of());
  }

  private Map<String, ModelSource> models(YamlMap map) {
    if (map.keys().isEmpty()) {
      reader.findings().problem(map.node(), "models is empty: name at least one model");
    }
    Map<String, ModelSource> models = new LinkedHashMap<>();
    for (String name : map.keys()) {
      checkName(map, name, "the name of a model");
      Node node = map.take(name);
      if (node != null) {
        reader.map(node, "model " + name).map(this::source).ifPresent(it -> models.put(name, it));
      }
    }
    return models;
  }

  private ModelSource source(YamlMap map) {
    Node zoo = map.take("zoo");
    Node file = map.take("file");
    if ((zoo == null) == (file == null)) {
      reader.findings().problem(map.node(), "a model needs either \"zoo\" or \"file\"");
      map.keys().forEach(map::take);
    }
    ModelSource source = zoo != null ? zoo(map, zoo) : onFile(map, file);
    map.refuseRest();
    return source;
  }

  private ModelSource zoo(YamlMap map, Node zoo) {
    return new ModelSource.Zoo(
        reader.text(zoo, "zoo").orElse(""),
        map.value("seed", 1L, node -> reader.whole(node, "seed", 0L, Integer.MAX_VALUE)),
        Optional.ofNullable(map.take("steps"))
            .flatMap(node -> reader.whole(node, "steps", 1, MAX_STEPS)));
  }

  private ModelSource onFile(YamlMap map, @Nullable Node file) {
    Map<String, String> variants = new LinkedHashMap<>();
    map.map("variants").ifPresent(labels -> variants(labels, variants));
    String path = file == null ? "" : reader.text(file, "file").orElse("");
    return new ModelSource.OnFile(path, variants);
  }

  private void variants(YamlMap labels, Map<String, String> variants) {
    for (String label : labels.keys()) {
      checkName(labels, label, "the label of a variant");
      if (label.equals(VariantSpec.BASELINE)) {
        reader
            .findings()
            .problem(labels.keyNode(label), "baseline is the model itself: use another label");
      }
      Node path = labels.take(label);
      if (path != null) {
        reader.text(path, "variant " + label).ifPresent(text -> variants.put(label, text));
      }
    }
  }

  private void checkName(YamlMap map, String name, String what) {
    if (!name.matches(NAME)) {
      reader
          .findings()
          .problem(
              map.keyNode(name),
              what + " must be 1 to 64 letters, digits, dots, dashes and underscores");
    }
  }
}
