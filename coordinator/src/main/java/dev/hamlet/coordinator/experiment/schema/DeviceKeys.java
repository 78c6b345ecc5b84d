package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Keys of where an experiment is measured. */
public final class DeviceKeys {

  private static final int MOST_DEVICES = 10_000;
  private static final int MOST_RAILS = 32;

  /** What a device must have. */
  public static final Key<YamlMap> MATCH =
      Key.optional(
          "match",
          Kinds.mapOf(Kinds.scalar("the value")),
          "What a device must have: board, device (its name), or labels.",
          "{}, every device",
          "{board: tx2}");

  /** How many of them. */
  public static final Key<OptionalInt> RUN_ON =
      Key.optional(
          "run_on",
          Kinds.either(
              node -> node.getTag().equals(Tag.INT),
              Kinds.whole(1, MOST_DEVICES).as(OptionalInt::of),
              Kinds.word(List.of("every", "one"))
                  .as(word -> word.equals("one") ? OptionalInt.of(1) : OptionalInt.empty())),
          "On how many of the matching devices each cell is measured; resolved at submit.",
          "every",
          "one");

  /** Where it is measured. */
  public static final Key<YamlMap> DEVICES =
      Key.optional(
          "devices",
          Kinds.section(List.of(MATCH, RUN_ON)),
          "Where the experiment is measured.",
          "every device",
          "{match: {board: tx2}, run_on: every}");

  /** Which rails; read by its reader. */
  public static final Key<Node> ENERGY_RAILS =
      Key.optional(
          "energy_rails",
          Kinds.node(
              Map.of(
                  "anyOf",
                  List.of(
                      Map.of("enum", List.of("module", "board")),
                      Kinds.listSchema(Kinds.text("the name of a rail"), MOST_RAILS))),
              "module, board, or a list of names of rails"),
          "Rails that energy is summed over; stated with every figure.",
          "module",
          "[VDD_IN]");

  private DeviceKeys() {}
}
