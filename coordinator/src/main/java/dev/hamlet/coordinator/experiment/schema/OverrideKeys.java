package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;

/** Keys of values for some cells. */
public final class OverrideKeys {

  /** Most entries. */
  public static final int MOST = 1_000;

  /** Which cells. */
  public static final Key<YamlMap> WHERE =
      Key.required(
          "where",
          Kinds.mapOf(MatrixKeys.ANY_VALUE),
          "Axis values; cells that have all of them are meant.",
          "{model: vgg16}");

  /** What holds for them. */
  public static final Key<YamlMap> SET =
      Key.required(
          "set",
          Kinds.section(sections()),
          "What holds for these cells instead of the file's own values.",
          "{burst: {seconds: 4}, trials: {max: 20}}");

  /** Values for some cells. */
  public static final Key<List<YamlMap>> OVERRIDES =
      Key.optional(
          "overrides",
          Kinds.list(Kinds.section(List.of(WHERE, SET)), MOST),
          "Values of the protocol or the trials for some cells; where several match, later ones"
              + " win.",
          "none",
          "[{where: {model: vgg16}, set: {burst: {seconds: 4}}}]");

  private OverrideKeys() {}

  private static List<Key<?>> sections() {
    List<Key<?>> keys = new ArrayList<>(ProtocolKeys.SECTIONS);
    keys.add(TrialKeys.TRIALS);
    return keys;
  }
}
