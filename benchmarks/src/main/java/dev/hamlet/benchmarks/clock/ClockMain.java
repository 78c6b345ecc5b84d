package dev.hamlet.benchmarks.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/**
 * Runs seeded simulations of two clocks and prints how often the estimator's error was within its
 * own bound, how large the bound was, and which steps it found.
 *
 * <p>Usage: {@code [--preset quick|full] [--seed N] [--json FILE]}.
 */
public final class ClockMain {

  private static final String USAGE =
      "usage: benchmarks/run clock [--preset quick|full] [--seed N] [--json FILE]";

  private ClockMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException {
    ClockArguments parsed;
    try {
      parsed = ClockArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    List<ClockFigures> figures = measure(parsed);
    System.out.print(ClockReport.table(figures, parsed.seed()));
    if (parsed.json() != null) {
      Files.writeString(parsed.json(), ClockReport.json(figures, parsed.seed()));
    }
  }

  private static List<ClockFigures> measure(ClockArguments arguments) {
    List<ClockFigures> figures =
        Arrays.stream(ClockScenario.values()).map(ClockFigures::new).toList();
    for (int i = 0; i < arguments.runs(); i++) {
      ClockRun.add(figures.get(i % figures.size()), arguments.seed() + i);
    }
    return figures;
  }
}
