package dev.hamlet.benchmarks.clock;

import dev.hamlet.benchmarks.arguments.BenchmarkMain;
import dev.hamlet.benchmarks.arguments.PresetArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/**
 * Runs seeded simulations of two clocks and prints how often the estimator's error was within its
 * own bound, how large the bound was, and which steps it found.
 */
public final class ClockMain {

  private ClockMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkMain.run(
        arguments, "clock " + PresetArguments.USAGE, PresetArguments::parse, ClockMain::measure);
  }

  private static void measure(PresetArguments parsed) throws IOException {
    List<ClockFigures> figures = measure(parsed.choose(1_000, 10_000), parsed.seed());
    System.out.print(ClockReport.table(figures, parsed.seed()));
    if (parsed.json() != null) {
      Files.writeString(parsed.json(), ClockReport.json(figures, parsed.seed()));
    }
  }

  private static List<ClockFigures> measure(int runs, long seed) {
    List<ClockFigures> figures =
        Arrays.stream(ClockScenario.values()).map(ClockFigures::new).toList();
    for (int i = 0; i < runs; i++) {
      ClockRun.add(figures.get(i % figures.size()), seed + i);
    }
    return figures;
  }
}
