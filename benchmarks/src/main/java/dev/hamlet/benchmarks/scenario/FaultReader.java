package dev.hamlet.benchmarks.scenario;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.twin.fault.FaultKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the faults of a scenario. */
final class FaultReader {

  private static final int MOST_FAULTS = 100;
  private static final double LONGEST_S = 86_400;

  private final NodeReader reader;

  FaultReader(NodeReader reader) {
    this.reader = reader;
  }

  List<ScenarioFault> read(@Nullable Node node) {
    List<ScenarioFault> faults = new ArrayList<>();
    if (node != null) {
      for (Node one : reader.list(node, "faults", MOST_FAULTS)) {
        reader.map(one, "a fault").ifPresent(map -> faults.add(fault(map)));
      }
    }
    return faults;
  }

  private ScenarioFault fault(YamlMap map) {
    Node kindNode = map.require("kind");
    FaultKind kind =
        kindNode == null
            ? FaultKind.GAP
            : reader
                .word(kindNode, "kind of fault", ScenarioFault.words())
                .flatMap(FaultKind::named)
                .orElse(FaultKind.GAP);
    if (map.require("at_s") == null) {
      return new ScenarioFault(kind, 0, 0, 0);
    }
    ScenarioFault fault =
        new ScenarioFault(
            kind, number(map, "at_s", 0, -LONGEST_S), number(map, "for_s", 0.1, 0), share(map));
    map.refuseRest();
    return fault;
  }

  private double number(YamlMap map, String key, double usual, double least) {
    return map.value(
        key,
        usual,
        node ->
            reader
                .number(
                    node,
                    key,
                    "a number of seconds",
                    value -> value.doubleValue() >= least && value.doubleValue() <= LONGEST_S)
                .map(BigDecimal::doubleValue));
  }

  private double share(YamlMap map) {
    return map.value(
        "share_of_trials",
        1.0,
        node ->
            reader
                .number(
                    node,
                    "share_of_trials",
                    "a number from 0 to 1",
                    value -> value.signum() >= 0 && value.doubleValue() <= 1)
                .map(BigDecimal::doubleValue));
  }
}
