package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.YamlMap;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys of what goes into the models. */
public final class InputKeys {

  private static final int MOST_MEASURED = 1_000;

  /** The input set. */
  public static final Key<String> SET =
      Key.required("set", Kinds.text("a text"), "Name of the input set.", "digits-test");

  /** Measured inputs. */
  public static final Key<Integer> MEASURE_COUNT =
      Key.optional(
          "count",
          Kinds.whole(1, MOST_MEASURED),
          "How many inputs are measured, each in cells of its own.",
          "1",
          "1");

  /** Choice of the measured inputs. */
  public static final Key<Long> MEASURE_SEED =
      Key.optional(
          "seed",
          Kinds.wholeLong(Long.MIN_VALUE, Long.MAX_VALUE),
          "Seed of the choice of inputs that are measured.",
          "1",
          "7");

  /** Inputs that are measured. */
  public static final Key<YamlMap> MEASURE =
      Key.optional(
          "measure",
          Kinds.section(List.of(MEASURE_COUNT, MEASURE_SEED)),
          "Inputs that bursts run on.",
          "{count: 1, seed: 1}",
          "{count: 1, seed: 7}");

  /** Evaluated inputs; 0 for all. */
  public static final Key<Integer> EVALUATE_COUNT =
      Key.optional(
          "count",
          Kinds.either(
              node -> node instanceof ScalarNode scalar && scalar.getValue().equals("all"),
              Kinds.word(List.of("all")).as(word -> 0),
              Kinds.whole(1, Integer.MAX_VALUE)),
          "How many inputs accuracy is evaluated on, from the start of the set.",
          "all",
          "1000");

  /** Inputs that accuracy is evaluated on. */
  public static final Key<YamlMap> EVALUATE =
      Key.optional(
          "evaluate",
          Kinds.section(List.of(EVALUATE_COUNT)),
          "Inputs that accuracy is evaluated on, once per artifact and runtime.",
          "{count: all}",
          "{count: all}");

  /** What goes into the models. */
  public static final Key<YamlMap> INPUTS =
      Key.required(
          "inputs",
          Kinds.section(List.of(SET, MEASURE, EVALUATE)),
          "What goes into the models.",
          "{set: digits-test, measure: {count: 1, seed: 7}}");

  private InputKeys() {}
}
