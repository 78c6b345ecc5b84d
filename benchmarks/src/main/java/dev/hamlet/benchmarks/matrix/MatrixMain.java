package dev.hamlet.benchmarks.matrix;

import dev.hamlet.benchmarks.arguments.BenchmarkMain;
import dev.hamlet.benchmarks.arguments.Options;
import dev.hamlet.common.file.FileTree;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads, plans and stores a large matrix and prints seconds and bytes a cell, and what it takes to
 * place such a matrix on a thousand boards: 10,000 cells, or 1,000,000.
 */
public final class MatrixMain {

  private static final int BOARDS = 1_000;

  /** Few enough that the scheduler looks ahead to the end: 8 groups of 64 cells a board. */
  private static final int LAST_CELLS = 8 * 64 * BOARDS;

  private MatrixMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkMain.run(
        arguments,
        "matrix [--preset quick|full] [--json FILE]",
        given -> Options.parse(given, "--preset", "--json"),
        MatrixMain::measure);
  }

  private static void measure(Options options) throws IOException {
    boolean full = options.word("--preset", List.of("quick", "full"), "full").equals("full");
    measure(full ? new int[] {100, 100, 100} : new int[] {100, 10, 10}, options.json());
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
      FileTree.delete(folder);
    }
  }
}
