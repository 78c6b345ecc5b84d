package dev.hamlet.coordinator.recovery;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.yaml.Findings;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.common.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a file of recover commands:
 *
 * <pre>
 *   after: 10m
 *   at_most: 3
 *   time_limit: 2m
 *   commands:
 *     tx2-01: [/usr/local/bin/pdu, cycle, outlet-3]
 *     "*": [/usr/local/bin/pdu, cycle]
 * </pre>
 */
public final class RecoveryFile {

  private static final int LONGEST_FILE = 1 << 20;
  private static final int MOST_WORDS = 64;

  private RecoveryFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidInputException with all that is wrong, by line and column
   */
  public static RecoveryConfig read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new InvalidInputException("--recover", file + " cannot be read: " + e.getMessage());
    }
  }

  static RecoveryConfig parse(String fileName, String text) {
    Findings findings = new Findings(fileName);
    NodeReader reader = new NodeReader(findings);
    Optional<YamlMap> root = YamlText.map(text, LONGEST_FILE, reader);
    RecoveryConfig config = root.map(map -> config(map, reader)).orElse(RecoveryConfig.NONE);
    if (findings.hasProblems()) {
      throw findings.exception();
    }
    return config;
  }

  private static RecoveryConfig config(YamlMap root, NodeReader reader) {
    RecoveryConfig usual = RecoveryConfig.NONE;
    Map<String, List<String>> commands = new TreeMap<>();
    root.map("commands").ifPresent(map -> commands(map, commands, reader));
    RecoveryConfig config =
        new RecoveryConfig(
            root.value("after", usual.after(), node -> reader.duration(node, "after")),
            root.value("at_most", usual.atMost(), node -> reader.whole(node, "at_most", 1, 100)),
            root.value(
                "time_limit", usual.timeLimit(), node -> reader.duration(node, "time_limit")),
            commands);
    root.refuseRest();
    return config;
  }

  private static void commands(YamlMap map, Map<String, List<String>> commands, NodeReader reader) {
    for (String device : map.keys()) {
      Node node = map.take(device);
      if (node != null) {
        commands.put(device, words(node, device, reader));
      }
    }
  }

  private static List<String> words(Node node, String device, NodeReader reader) {
    List<String> words = new ArrayList<>();
    for (Node word : reader.list(node, "the command of " + device, MOST_WORDS)) {
      reader.text(word, "a word of the command").ifPresent(words::add);
    }
    if (words.isEmpty()) {
      reader.findings().problem(node, "the command of " + device + " has no word");
    }
    return words;
  }
}
