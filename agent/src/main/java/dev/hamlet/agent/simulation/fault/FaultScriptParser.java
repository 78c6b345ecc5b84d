package dev.hamlet.agent.simulation.fault;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.yaml.Findings;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.common.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a script of faults; finds every problem of it at once. */
public final class FaultScriptParser {

  private static final int LONGEST_FILE = 1 << 18;
  private static final int MOST_FAULTS = 1_000;
  private static final long GREATEST_SEED = 1L << 62;

  private FaultScriptParser() {}

  /**
   * Reads a script.
   *
   * @param fileName its name, as it shall stand in messages
   * @param text its text
   * @throws InvalidInputException with every problem, each at {@code file:line:column}
   */
  public static FaultPlan parse(String fileName, String text) {
    Findings findings = new Findings(fileName);
    NodeReader reader = new NodeReader(findings);
    Optional<FaultPlan> plan =
        YamlText.map(text, LONGEST_FILE, reader).map(map -> read(map, reader));
    if (findings.hasProblems()) {
      throw findings.exception();
    }
    return plan.orElse(FaultPlan.NONE);
  }

  private static FaultPlan read(YamlMap root, NodeReader reader) {
    long seed =
        root.value("seed", 0L, node -> reader.whole(node, "seed", -GREATEST_SEED, GREATEST_SEED));
    Node list = root.require("faults");
    root.refuseRest();
    List<ScriptedFault> faults = new ArrayList<>();
    if (list != null) {
      for (Node node : reader.list(list, "faults", MOST_FAULTS)) {
        reader
            .map(node, "a fault")
            .flatMap(map -> new ScriptedFaultReader(map, reader).read())
            .ifPresent(faults::add);
      }
    }
    return new FaultPlan(seed, faults);
  }
}
