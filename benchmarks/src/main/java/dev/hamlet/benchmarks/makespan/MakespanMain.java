package dev.hamlet.benchmarks.makespan;

import dev.hamlet.benchmarks.arguments.BenchmarkMain;
import dev.hamlet.benchmarks.arguments.PresetArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/**
 * Lets the coordinator's scheduler place the work of simulated fleets in virtual time and prints
 * how much longer it takes than the least possible: 100 fleets, or 1,000.
 */
public final class MakespanMain {

  private MakespanMain() {}

  /** Exit code 0, also if the goal is missed; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkMain.run(
        arguments,
        "makespan " + PresetArguments.USAGE,
        PresetArguments::parse,
        MakespanMain::measure);
  }

  private static void measure(PresetArguments parsed) throws IOException {
    int cases = parsed.choose(100, 1_000);
    MakespanFigures warm = MakespanFigures.of(cases, parsed.seed(), true);
    MakespanFigures cold = MakespanFigures.of(cases, parsed.seed(), false);
    System.out.printf(
        "Simulated fleets in virtual time: makespan over a lower bound, seed %d%n%n"
            + "%-36s %6s %6s %6s  %s%n",
        parsed.seed(), "", "cases", "mean", "worst", "goal: mean <= " + MakespanFigures.GOAL);
    System.out.print(line("one cell known on every device", warm));
    System.out.print(line("no history", cold));
    if (parsed.json() != null) {
      Files.writeString(
          parsed.json(),
          "{\"schema\": 1, \"simulated\": true, \"seed\": %d, \"makespan\": {%s},%n \"makespan_no_history\": {%s}}%n"
              .formatted(parsed.seed(), warm.json(), cold.json()));
    }
  }

  private static String line(String name, MakespanFigures figures) {
    return String.format(
        Locale.ROOT,
        "%-36s %6d %6.3f %6.3f  %s (worst: seed %d)%n",
        name,
        figures.cases(),
        figures.meanRatio(),
        figures.worstRatio(),
        figures.meetsGoal() ? "met" : "missed",
        figures.worstSeed());
  }
}
