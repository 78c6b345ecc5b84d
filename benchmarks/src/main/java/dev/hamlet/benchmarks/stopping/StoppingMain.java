package dev.hamlet.benchmarks.stopping;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Simulates cells by the thousand, ends each by the coordinator's stopping rule, and prints how
 * often the interval covers the true mean.
 *
 * <p>Usage: {@code [--preset quick|full] [--seed N] [--json FILE]}: 2,000 cells per line, or
 * 20,000.
 */
public final class StoppingMain {

  private static final String USAGE =
      "usage: benchmarks/run stopping [--preset quick|full] [--seed N] [--json FILE]";

  private StoppingMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException {
    StoppingArguments parsed;
    try {
      parsed = StoppingArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    List<StoppingFigures> figures = measure(parsed);
    System.out.print(StoppingReport.table(figures, parsed));
    if (parsed.json() != null) {
      Files.writeString(parsed.json(), StoppingReport.json(figures, parsed));
    }
  }

  /** On all cores: each scenario has a random source of its own, so their order does not matter. */
  private static List<StoppingFigures> measure(StoppingArguments arguments) {
    List<StoppingScenario> scenarios = StoppingScenario.table();
    return IntStream.range(0, scenarios.size())
        .parallel()
        .mapToObj(
            i ->
                StoppingRun.measure(
                    scenarios.get(i), arguments.cells(), arguments.seed() * 1_000_003 + i))
        .toList();
  }
}
