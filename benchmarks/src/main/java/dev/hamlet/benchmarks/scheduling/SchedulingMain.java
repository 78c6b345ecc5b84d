package dev.hamlet.benchmarks.scheduling;

import dev.hamlet.benchmarks.matrix.MatrixBenchmark;
import dev.hamlet.benchmarks.matrix.MatrixFigures;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a fleet costs its coordinator, on whatever CPUs this process has.
 *
 * <p>Usage: {@code [--preset quick|full] [--json FILE]}: quick is 200 devices and a matrix of
 * 10,000 cells, full 1,000 and 5,000 devices and 1,000,000 cells.
 */
public final class SchedulingMain {

  private static final String USAGE =
      "usage: benchmarks/run scheduling [--preset quick|full] [--json FILE]";

  private SchedulingMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean quick = false;
    Path json = null;
    for (int i = 0; i < arguments.length; i += 2) {
      List<String> option = List.of(arguments[i], i + 1 < arguments.length ? arguments[i + 1] : "");
      if (option.equals(List.of("--preset", "quick"))) {
        quick = true;
      } else if (option.get(0).equals("--json") && !option.get(1).isEmpty()) {
        json = Path.of(option.get(1));
      } else if (!option.equals(List.of("--preset", "full"))) {
        System.err.println("unknown option " + String.join(" ", option));
        System.err.println(USAGE);
        System.exit(2);
      }
    }
    Path folder = Files.createTempDirectory("hamlet-scheduling");
    try {
      measure(folder, quick, json);
    } finally {
      delete(folder);
    }
  }

  private static void measure(Path folder, boolean quick, @Nullable Path json)
      throws IOException, InterruptedException {
    MatrixFigures matrix =
        new MatrixBenchmark(new SystemClock(), Files.createDirectories(folder.resolve("matrix")))
            .measure(quick ? new int[] {100, 10, 10} : new int[] {100, 100, 100});
    System.out.print(matrix.table());
    List<FleetFigures> fleets =
        quick
            ? List.of(fleet(folder, 200, 10, true))
            : List.of(fleet(folder, 1_000, 20, true), fleet(folder, 5_000, 4, false));
    if (json != null) {
      Files.writeString(json, SchedulingJson.of(matrix, fleets));
    }
  }

  private static FleetFigures fleet(Path folder, int devices, int trials, boolean restarts)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("fleet-" + devices));
    FleetFigures figures;
    try (SchedulingRun run = new SchedulingRun(own, devices, 50)) {
      figures =
          new FleetFigures(
              devices,
              run.leasesPerSecond(),
              run.trialCyclesPerSecond(trials),
              run.bytesPerDevice(),
              restarts ? run.restart() : null);
    }
    System.out.print(figures.table());
    return figures;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** A number in the notation of JSON. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
