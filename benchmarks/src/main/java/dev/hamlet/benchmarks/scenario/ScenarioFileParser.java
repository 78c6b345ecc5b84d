package dev.hamlet.benchmarks.scenario;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.yaml.Findings;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.common.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file of scenarios; finds every problem of it at once. */
public final class ScenarioFileParser {

  private static final int LONGEST_FILE = 1 << 18;
  private static final int MOST_SCENARIOS = 1_000;

  private ScenarioFileParser() {}

  /**
   * Reads a file.
   *
   * @param fileName its name, as it shall stand in messages
   * @param text its text
   * @throws InvalidInputException with every problem, each at {@code file:line:column}
   */
  public static List<Scenario> parse(String fileName, String text) {
    Findings findings = new Findings(fileName);
    NodeReader reader = new NodeReader(findings);
    List<Scenario> scenarios = new ArrayList<>();
    Optional<YamlMap> root = YamlText.map(text, LONGEST_FILE, reader);
    root.ifPresent(map -> read(map, reader, scenarios));
    if (findings.hasProblems()) {
      throw findings.exception();
    }
    return scenarios;
  }

  private static void read(YamlMap root, NodeReader reader, List<Scenario> scenarios) {
    Node list = root.require("scenarios");
    root.refuseRest();
    if (list == null) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (Node node : reader.list(list, "scenarios", MOST_SCENARIOS)) {
      reader
          .map(node, "a scenario")
          .ifPresent(
              map -> {
                Scenario scenario = new ScenarioReader(map, reader).read();
                if (!names.add(scenario.name())) {
                  reader.wrong(node, "the name \"" + scenario.name() + "\" stands twice");
                }
                scenarios.add(scenario);
              });
    }
  }
}
