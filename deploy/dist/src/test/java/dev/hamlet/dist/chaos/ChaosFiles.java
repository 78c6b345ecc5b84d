package dev.hamlet.dist.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of a fleet. */
final class ChaosFiles {

  private static final Map<String, String> WORDS =
      Map.of("has its clock set forward", "clock_step", "has a slow link", "slow_link");

  private ChaosFiles() {}

  /** How often each fault of the agents' script came, by the logs of a folder. */
  static Map<String, Long> scripted(Path folder) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path log : paths.filter(path -> path.toString().endsWith(".log")).toList()) {
        List<String> lines = Files.readAllLines(log);
        WORDS.forEach(
            (words, kind) ->
                counts.merge(
                    kind, lines.stream().filter(line -> line.contains(words)).count(), Long::sum));
      }
    }
    return counts;
  }
}
