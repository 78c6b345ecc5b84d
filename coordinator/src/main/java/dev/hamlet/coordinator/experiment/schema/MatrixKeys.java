package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.CompressionWord;
import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Keys of what is varied. */
public final class MatrixKeys {

  /** Most values of an axis. */
  public static final int MOST_VALUES = 100_000;

  /** Most entries of exclude, and of include. */
  public static final int MOST_ENTRIES = 10_000;

  /** What names of the user's own axes look like. */
  public static final String OWN_AXIS = "[a-z][a-z0-9_]{0,31}";

  /** Least and greatest bits of a stored weight, and most steps of fine-tuning. */
  public static final int LEAST_BITS = 2;

  /** Greatest number of bits. */
  public static final int MOST_BITS = 16;

  /** Most steps of fine-tuning. */
  public static final int MOST_STEPS = 10_000;

  /** A value of some axis: a text, number or truth value, or the chain of a variant. */
  public static final Kind<Node> ANY_VALUE =
      Kinds.node(
          Map.of("type", List.of("string", "number", "boolean", "object")), "a value of the axis");

  /** A kind of worker; which there are, the devices say. */
  public static final Kind<String> RUNTIME =
      Kinds.word(List.of("tensorflow", "tflite", "onnx", "process"));

  /** Threads of the runtime. */
  public static final Kind<Integer> THREADS = Kinds.whole(1, 1_024);

  /** A kind of core. */
  public static final Kind<String> CORES = Kinds.word(List.of(PowerModeCores.ALL, "a57", "denver"));

  private static final List<Key<?>> AXES =
      List.of(
          axis(
              Matrix.MODEL,
              Kinds.scalar("the name of a model"),
              "Models.",
              "all of them",
              "[lenet]"),
          axis(
              Matrix.VARIANT,
              variant(),
              "Variants: baseline, labels of finished ones, or chains of compressions in the order"
                  + " written.",
              "baseline",
              "[baseline, {prune_weights: 0.8, store_bits: 8}]"),
          axis(Matrix.RUNTIME, RUNTIME, "Kinds of worker.", "tensorflow", "[tensorflow]"),
          axis(Matrix.THREADS, THREADS, "Threads of the runtime.", "1", "[1, 2]"),
          axis(
              Matrix.CORES,
              CORES,
              "Kinds of core to run on.",
              "whatever CPUs the agent gives its workers",
              "[a57, denver]"),
          axis(
              Matrix.POWER_MODE,
              Kinds.scalar("the name of a power mode"),
              "Power modes of the board.",
              "MAXN",
              "[MAXN, MAXQ]"));

  /** What is varied; read by its reader. */
  public static final Key<YamlMap> MATRIX =
      Key.required(
          "matrix",
          matrix(),
          "What is varied: the product of the axes, minus exclude, plus include (in the order of"
              + " GitHub Actions). Any other key is an axis of your own, passed to the worker as an"
              + " option. At most 1,000,000 points.",
          "{model: [lenet], threads: [1, 2], optimizer: [on, off]}");

  /** What cells are compared to; read by its reader. */
  public static final Key<YamlMap> COMPARE_TO =
      Key.optional(
          "compare_to",
          Kinds.mapOf(ANY_VALUE),
          "Axis values of the cells that others are compared to.",
          "{variant: baseline}",
          "{variant: baseline}");

  private MatrixKeys() {}

  private static <T> Key<List<T>> axis(
      String name, Kind<T> kind, String help, String preset, String example) {
    return Key.optional(name, Kinds.listOrOne(kind, MOST_VALUES), help, preset, example);
  }

  private static Kind<YamlMap> matrix() {
    Map<String, Object> schema = new LinkedHashMap<>(SchemaNodes.section(AXES));
    Map<String, Object> entries = Kinds.listSchema(Kinds.mapOf(ANY_VALUE), MOST_ENTRIES);
    @SuppressWarnings("unchecked") // it was made as such a map a line above
    Map<String, Object> properties =
        new LinkedHashMap<>((Map<String, Object>) schema.get("properties"));
    properties.put("exclude", entries);
    properties.put("include", entries);
    schema.put("properties", properties);
    schema.put(
        "additionalProperties", Kinds.listOrOne(Kinds.scalar("a value"), MOST_VALUES).schema());
    schema.put("propertyNames", Map.of("pattern", "^" + OWN_AXIS + "$"));
    schema.put("minProperties", 1);
    return new Kind<>((reader, node, what) -> reader.map(node, what), schema, "a map of axes");
  }

  private static Kind<Node> variant() {
    Map<String, Object> words = new LinkedHashMap<>();
    for (String word : CompressionWord.available()) {
      CompressionWord.of(word).ifPresent(known -> words.put(word, value(known)));
    }
    return Kinds.node(
        Map.of(
            "anyOf",
            List.of(
                Kinds.scalar("a label").schema(),
                Kinds.ordered(
                    "type",
                    "object",
                    "minProperties",
                    1,
                    "properties",
                    words,
                    "additionalProperties",
                    false))),
        "a label, or a map of compressions");
  }

  private static Map<String, Object> value(CompressionWord word) {
    return switch (word.kind()) {
      case SHARE -> Kinds.ordered("type", "number", "minimum", 0, "exclusiveMaximum", 1);
      case BITS -> Kinds.whole(LEAST_BITS, MOST_BITS).schema();
      case STEPS ->
          Kinds.ordered(
              "type",
              "object",
              "properties",
              Kinds.ordered(
                  "steps", Kinds.whole(0, MOST_STEPS).schema(),
                  "seed", Kinds.whole(0, Integer.MAX_VALUE).schema()),
              "required",
              List.of("steps"),
              "additionalProperties",
              false);
      case LATER -> Map.of();
    };
  }
}
