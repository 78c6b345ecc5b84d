package dev.hamlet.benchmarks.matrix;

import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads, plans and stores a large matrix and prints seconds and bytes a cell, and what it takes to
 * place such a matrix on a thousand boards.
 *
 * <p>Usage: {@code [--preset quick|full] [--json FILE]}: quick is 10,000 cells, full 1,000,000.
 */
public final class MatrixMain {

  private static final String USAGE =
      "usage: benchmarks/run matrix [--preset quick|full] [--json FILE]";

  private static final int BOARDS = 1_000;

  /** Few enough that the scheduler looks ahead to the end: 8 groups of 64 cells a board. */
  private static final int LAST_CELLS = 8 * 64 * BOARDS;

  private MatrixMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException {
    int[] values = {100, 100, 100};
    Path json = null;
    for (int i = 0; i < arguments.length; i += 2) {
      List<String> option = List.of(arguments[i], i + 1 < arguments.length ? arguments[i + 1] : "");
      if (option.equals(List.of("--preset", "quick"))) {
        values = new int[] {100, 10, 10};
      } else if (option.get(0).equals("--json") && !option.get(1).isEmpty()) {
        json = Path.of(option.get(1));
      } else if (!option.equals(List.of("--preset", "full"))) {
        System.err.println("unknown option " + String.join(" ", option));
        System.err.println(USAGE);
        System.exit(2);
      }
    }
    measure(values, json);
  }

  private static void measure(int[] values, @Nullable Path json) throws IOException {
    SystemClock clock = new SystemClock();
    Path folder = Files.createTempDirectory("hamlet-matrix");
    try {
      MatrixFigures figures = new MatrixBenchmark(clock, folder).measure(values);
      System.out.print(figures.table());
      PlacementFigures many = new PlacementBenchmark(clock, BOARDS).measure(figures.cells());
      PlacementFigures end = new PlacementBenchmark(clock, BOARDS).measure(LAST_CELLS);
      System.out.print(many.line() + end.line());
      if (json != null) {
        Files.writeString(
            json,
            "{\"matrix\": %s,%n \"placement\": [%s, %s]}%n"
                .formatted(figures.json(), many.json(), end.json()));
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
