package dev.hamlet.coordinator.recovery;

import java.util.List;

/**
 * How a command ended.
 *
 * @param exitCode its exit code; -1 if it did not start or took too long
 * @param sentence how it went
 * @param lastLines what it printed last, bounded
 */
public record CommandEnd(int exitCode, String sentence, List<String> lastLines) {

  /** Copies the lines. */
  public CommandEnd {
    lastLines = List.copyOf(lastLines);
  }

  /** Whether it did what it should. */
  public boolean isGood() {
    return exitCode == 0;
  }
}
