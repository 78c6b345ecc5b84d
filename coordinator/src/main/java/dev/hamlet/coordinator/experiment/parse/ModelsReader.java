package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.ModelSource;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import dev.hamlet.coordinator.experiment.schema.ModelKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Section {@code models}. */
final class ModelsReader {

  private final NodeReader reader;

  private ModelsReader(NodeReader reader) {
    this.reader = reader;
  }

  static Map<String, ModelSource> read(YamlMap root, NodeReader reader) {
    return ModelKeys.MODELS.in(root, reader).map(new ModelsReader(reader)::models).orElse(Map.of());
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
    boolean zoo = map.take(ModelKeys.ZOO.name()) != null;
    if (zoo == (map.take(ModelKeys.FILE.name()) != null)) {
      reader.findings().problem(map.node(), "a model needs either \"zoo\" or \"file\"");
      map.keys().forEach(map::take);
    }
    ModelSource source = zoo ? zoo(map) : onFile(map);
    map.refuseRest();
    return source;
  }

  private ModelSource zoo(YamlMap map) {
    return new ModelSource.Zoo(
        ModelKeys.ZOO.in(map, reader).orElse(""),
        ModelKeys.SEED.in(map, reader).orElse(1L),
        ModelKeys.STEPS.in(map, reader));
  }

  private ModelSource onFile(YamlMap map) {
    Map<String, String> variants = new LinkedHashMap<>();
    ModelKeys.VARIANTS.in(map, reader).ifPresent(labels -> variants(labels, variants));
    return new ModelSource.OnFile(ModelKeys.FILE.in(map, reader).orElse(""), variants);
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
    if (!name.matches(ModelKeys.NAME)) {
      reader
          .findings()
          .problem(
              map.keyNode(name),
              what + " must be 1 to 64 letters, digits, dots, dashes and underscores");
    }
  }
}
