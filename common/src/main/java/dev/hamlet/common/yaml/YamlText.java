package dev.hamlet.common.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns the text of a file into nodes that know their line and column. */
public final class YamlText {

  private YamlText() {}

  /**
   * The map that a file is.
   *
   * @param longest longest text, in characters
   * @return empty, and a problem, if the text is too long, empty, no YAML or no map
   */
  public static Optional<YamlMap> map(String text, int longest, NodeReader reader) {
    return compose(text, longest, reader.findings()).flatMap(node -> reader.map(node, "the file"));
  }

  private static Optional<Node> compose(String text, int longest, Findings findings) {
    if (text.length() > longest) {
      findings.problem(Optional.empty(), "the file is longer than " + longest + " characters");
      return Optional.empty();
    }
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(longest).build();
    try {
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        findings.problem(Optional.empty(), "the file is empty");
      }
      return node;
    } catch (MarkedYamlEngineException e) {
      findings.problem(e.getProblemMark(), "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      findings.problem(Optional.empty(), "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }
}
