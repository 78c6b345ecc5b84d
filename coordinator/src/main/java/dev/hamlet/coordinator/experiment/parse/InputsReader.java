package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.InputChoice;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Section {@code inputs}. */
final class InputsReader {

  private static final int MOST_MEASURED = 1_000;
  private static final InputChoice NONE = new InputChoice("", 1, 1, 0);

  private final NodeReader reader;

  private InputsReader(NodeReader reader) {
    this.reader = reader;
  }

  static InputChoice read(YamlMap root, NodeReader reader) {
    Node node = root.require("inputs");
    return node == null
        ? NONE
        : reader.map(node, "inputs").map(new InputsReader(reader)::inputs).orElse(NONE);
  }

  private InputChoice inputs(YamlMap map) {
    Node set = map.require("set");
    Optional<YamlMap> measure = map.map("measure");
    Optional<YamlMap> evaluate = map.map("evaluate");
    InputChoice choice =
        new InputChoice(
            set == null ? "" : reader.text(set, "set").orElse(""),
            measure.map(it -> it.value("count", 1, this::measured)).orElse(1),
            measure.map(it -> it.value("seed", 1L, this::seed)).orElse(1L),
            evaluate.map(it -> it.value("count", 0, this::evaluated)).orElse(0));
    measure.ifPresent(YamlMap::refuseRest);
    evaluate.ifPresent(YamlMap::refuseRest);
    map.refuseRest();
    return choice;
  }

  private Optional<Integer> measured(Node node) {
    return reader.whole(node, "count of measured inputs", 1, MOST_MEASURED);
  }

  private Optional<Long> seed(Node node) {
    return reader.whole(node, "seed", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private Optional<Integer> evaluated(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().equals("all")
        ? Optional.of(0)
        : reader.whole(node, "count of evaluated inputs (or the word all)", 1, Integer.MAX_VALUE);
  }
}
