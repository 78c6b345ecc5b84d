package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of the models. */
public final class ModelKeys {

  /** What names of models and labels of variants look like. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** Name in the zoo. */
  public static final Key<String> ZOO =
      Key.optional(
          "zoo",
          Kinds.text("a text"),
          "Name of a model that Hamlet builds and trains.",
          "",
          "lenet");

  /** Seed of weights and data. */
  public static final Key<Long> SEED =
      Key.optional(
          "seed",
          Kinds.wholeLong(0, Integer.MAX_VALUE),
          "Seed of weights and training data of a model of the zoo.",
          "1",
          "1");

  /** Training steps. */
  public static final Key<Integer> STEPS =
      Key.optional(
          "steps",
          Kinds.whole(1, 1_000_000),
          "Training steps of a model of the zoo.",
          "the model's",
          "300");

  /** File of the model. */
  public static final Key<String> FILE =
      Key.optional(
          "file",
          Kinds.text("a path, relative to the experiment file"),
          "File of a model that you have.",
          "",
          "models/vgg16.onnx");

  /** Finished variants. */
  public static final Key<YamlMap> VARIANTS =
      Key.optional(
          "variants",
          named(Kinds.text("a path")),
          "Finished variants of a model that you have: labels and files.",
          "none",
          "{tuned50: models/vgg16-p50-tuned.onnx}");

  /** The models. */
  public static final Key<YamlMap> MODELS =
      Key.required(
          "models",
          named(model()),
          "The models by name; each from the zoo or from a file.",
          "{lenet: {zoo: lenet, seed: 1}}");

  private ModelKeys() {}

  private static Kind<YamlMap> model() {
    Kind<YamlMap> section = Kinds.section(List.of(ZOO, SEED, STEPS, FILE, VARIANTS));
    Map<String, Object> schema = new LinkedHashMap<>(section.schema());
    schema.put(
        "oneOf",
        List.of(Map.of("required", List.of(ZOO.name())), Map.of("required", List.of(FILE.name()))));
    return new Kind<>(section.reading(), schema, section.words());
  }

  private static Kind<YamlMap> named(Kind<?> values) {
    Kind<YamlMap> map = Kinds.mapOf(values);
    Map<String, Object> schema = new LinkedHashMap<>(map.schema());
    schema.put("propertyNames", Map.of("pattern", "^" + NAME + "$"));
    return new Kind<>(map.reading(), schema, map.words());
  }
}
