package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.common.yaml.YamlMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Keys of how often trials repeat. */
public final class TrialKeys {

  private static final int MOST_TRIALS = 100_000;
  private static final int MOST_METRICS = 10;

  /** Least valid trials. */
  public static final Key<Integer> MIN =
      Key.optional(
          "min",
          Kinds.whole(2, MOST_TRIALS),
          "Least number of valid trials of a cell.",
          "the profile's",
          "10");

  /** Most valid trials. */
  public static final Key<Integer> MAX =
      Key.optional(
          "max",
          Kinds.whole(2, MOST_TRIALS),
          "Greatest number of valid trials; a cell that stops here is not_converged.",
          "the profile's",
          "60");

  /** Trials in a row. */
  public static final Key<Integer> VISIT =
      Key.optional(
          "visit",
          Kinds.whole(1, 1_000),
          "Trials of one cell in a row, under one load of the model.",
          "the profile's",
          "2");

  /** Confidence. */
  public static final Key<Double> LEVEL =
      Key.optional("level", Kinds.ratio(), "Confidence level of the interval.", "0.95", "0.95");

  /** Greatest width. */
  public static final Key<Double> WIDTH =
      Key.optional(
          "width", Kinds.ratio(), "Greatest width of the interval over the mean.", "0.05", "0.05");

  /** What the width is the width of. */
  public static final Key<WidthOf> OF =
      Key.optional(
          "of",
          Kinds.word(words(WidthOf.values())).as(word -> WidthOf.valueOf(upper(word))),
          "Whether width means mean to bound (half) or bound to bound (full).",
          "half",
          "half");

  /** Good enough in joules. */
  public static final Key<Double> ABSOLUTE_WIDTH_JOULES =
      Key.optional(
          "absolute_width_joules",
          Kinds.above0("joules"),
          "A width of the interval of net energy per inference that is narrow enough too.",
          "none",
          "0.002");

  /** What must have converged. */
  public static final Key<List<StoppingMetric>> METRICS =
      Key.optional(
          "metrics",
          Kinds.listOrOne(
              Kinds.word(words(StoppingMetric.values()))
                  .as(word -> StoppingMetric.valueOf(upper(word))),
              MOST_METRICS),
          "Metrics whose interval must be narrow enough, all of them.",
          "[latency, net_energy]",
          "[latency]");

  /** When a cell has converged. */
  public static final Key<YamlMap> CI =
      Key.optional(
          "ci",
          Kinds.section(List.of(LEVEL, WIDTH, OF, ABSOLUTE_WIDTH_JOULES, METRICS)),
          "The confidence interval that ends a cell.",
          "",
          "{level: 0.95, width: 0.05, of: half}");

  /** How often trials repeat. */
  public static final Key<YamlMap> TRIALS =
      Key.optional(
          "trials",
          Kinds.section(List.of(MIN, MAX, VISIT, CI)),
          "How often trials repeat, and when they stop.",
          "the profile's",
          "{min: 10, max: 60}");

  private TrialKeys() {}

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
