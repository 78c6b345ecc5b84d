package dev.hamlet.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a program said last; the most useful line of its log. */
final class LogTail {

  private LogTail() {}

  /** The last sentence that begins with {@code hamlet: }, else the last line, else nothing. */
  static String lastWords(Path log) {
    try {
      List<String> lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
      String mark = "hamlet: ";
      return lines.stream()
          .filter(line -> line.startsWith(mark))
          .reduce((first, second) -> second)
          .map(line -> line.substring(mark.length()))
          .orElse(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
    } catch (MalformedInputException e) {
      return "its log is not text";
    } catch (IOException | UncheckedIOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }
}
