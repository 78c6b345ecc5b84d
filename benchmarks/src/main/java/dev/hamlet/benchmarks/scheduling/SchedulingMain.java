package dev.hamlet.benchmarks.scheduling;

import dev.hamlet.benchmarks.arguments.BenchmarkMain;
import dev.hamlet.benchmarks.makespan.MakespanFigures;
import dev.hamlet.benchmarks.matrix.MatrixBenchmark;
import dev.hamlet.benchmarks.matrix.MatrixFigures;
import dev.hamlet.common.file.FileTree;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures what fleets cost their coordinator, on whatever CPUs this machine has for both.
 *
 * <p>Usage: {@code [--preset quick|full] [--devices N] [--json FILE]}: quick is 200 devices and a
 * matrix of 10,000 cells; full, which it is unless said otherwise, 1,000 and 5,000 devices and
 * 1,000,000 cells. Both simulate the makespan of 100 fleets. With {@code --devices} only one fleet
 * of that size is measured.
 */
public final class SchedulingMain {

  private static final int MAKESPAN_CASES = 100;

  private SchedulingMain() {}

  /** Exit code 0, also if a goal is missed; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkMain.run(
        arguments, SchedulingArguments.USAGE, SchedulingArguments::parse, SchedulingMain::measure);
  }

  private static void measure(SchedulingArguments parsed) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("hamlet-scheduling");
    try {
      measure(folder, parsed);
    } finally {
      FileTree.delete(folder);
    }
  }

  private static void measure(Path folder, SchedulingArguments arguments)
      throws IOException, InterruptedException {
    List<FleetFigures> fleets = new ArrayList<>();
    for (int devices : arguments.fleets()) {
      FleetFigures figures = fleet(folder, devices, arguments.full());
      System.out.print(figures.table());
      fleets.add(figures);
    }
    MakespanFigures makespan = arguments.onlyFleets() ? null : makespan();
    MatrixFigures matrix = arguments.onlyFleets() ? null : matrix(folder, arguments.full());
    if (arguments.json() != null) {
      Files.writeString(arguments.json(), SchedulingJson.of(matrix, makespan, fleets));
    }
  }

  private static FleetFigures fleet(Path folder, int devices, boolean full)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("fleet-" + devices));
    try (SchedulingRun run = new SchedulingRun(own, devices, SchedulingMain::say)) {
      return new FleetFigures(
          devices,
          run.leases(),
          run.trials(Math.max(4, (full ? 40_000 : 4_000) / devices)),
          run.bytesPerDevice(),
          run.bytesPerCell(Math.max(1, (full ? 100_000 : 10_000) / devices)),
          run.restart());
    }
  }

  private static MakespanFigures makespan() {
    System.err.printf("makespan of %d fleets in virtual time%n", MAKESPAN_CASES);
    MakespanFigures figures = MakespanFigures.of(MAKESPAN_CASES, 1, true);
    System.out.printf(
        Locale.ROOT,
        "makespan over its lower bound: %d fleets, mean %.3f, worst %.3f%n",
        figures.cases(),
        figures.meanRatio(),
        figures.worstRatio());
    return figures;
  }

  private static MatrixFigures matrix(Path folder, boolean full) throws IOException {
    int[] values = full ? new int[] {100, 100, 100} : new int[] {100, 10, 10};
    System.err.printf(
        Locale.ROOT, "matrix of %,d cells%n", Arrays.stream(values).reduce(1, (a, b) -> a * b));
    MatrixFigures figures =
        new MatrixBenchmark(new SystemClock(), Files.createDirectories(folder.resolve("matrix")))
            .measure(values);
    System.out.print(figures.table());
    return figures;
  }

  /** Progress goes where figures do not. */
  private static void say(String line) {
    System.err.println(line);
  }
}
