package dev.hamlet.dist;

import dev.hamlet.dist.Expressions.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Expressions that may give no data, from {@code quiet-expressions.txt}, each with its reason. */
final class QuietExpressions {

  /** Marks a line about what is there or not by luck. */
  private static final String PERHAPS = "~ ";

  private final List<String> lines;
  private final Set<String> needed = new HashSet<>();

  private QuietExpressions(List<String> lines) {
    this.lines = lines;
  }

  static QuietExpressions read() throws IOException {
    Path file = Path.of("src", "test", "resources", "quiet-expressions.txt");
    return new QuietExpressions(
        Files.readAllLines(file).stream()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .toList());
  }

  /** Takes note of an expression that was tried; whether it may be as quiet as it was. */
  boolean allows(Expression expression, boolean quiet) {
    boolean allowed = false;
    for (String line : lines) {
      if (expression.written().contains(part(line))) {
        allowed = true;
        if (quiet || line.startsWith(PERHAPS)) {
          needed.add(line);
        }
      }
    }
    return allowed;
  }

  /** Lines that excused nothing. */
  List<String> unneeded() {
    return lines.stream().filter(line -> !needed.contains(line)).toList();
  }

  private static String part(String line) {
    String text = line.startsWith(PERHAPS) ? line.substring(PERHAPS.length()) : line;
    return text.substring(0, text.indexOf("  "));
  }
}
