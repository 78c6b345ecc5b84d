package dev.hamlet.benchmarks.stopping;

import dev.hamlet.benchmarks.arguments.BenchmarkMain;
import dev.hamlet.benchmarks.arguments.PresetArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Simulates cells by the thousand, ends each by the coordinator's stopping rule, and prints how
 * often the interval covers the true mean: 2,000 cells per line, or 20,000.
 */
public final class StoppingMain {

  private StoppingMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkMain.run(
        arguments,
        "stopping " + PresetArguments.USAGE,
        PresetArguments::parse,
        StoppingMain::measure);
  }

  private static void measure(PresetArguments parsed) throws IOException {
    int cells = parsed.choose(2_000, 20_000);
    List<StoppingFigures> figures = measure(cells, parsed.seed());
    System.out.print(StoppingReport.table(figures, cells, parsed.seed()));
    if (parsed.json() != null) {
      Files.writeString(parsed.json(), StoppingReport.json(figures, parsed));
    }
  }

  /** On all cores: each scenario has a random source of its own, so their order does not matter. */
  private static List<StoppingFigures> measure(int cells, long seed) {
    List<StoppingScenario> scenarios = StoppingScenario.table();
    return IntStream.range(0, scenarios.size())
        .parallel()
        .mapToObj(i -> StoppingRun.measure(scenarios.get(i), cells, seed * 1_000_003 + i))
        .toList();
  }
}
