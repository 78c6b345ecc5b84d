package dev.hamlet.benchmarks.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixBenchmarkTest {

  /** More cells than one transaction takes; the point that is excluded comes back by include. */
  @Test
  void matrix_isPlannedAndStoredWhole(@TempDir Path folder) throws IOException {
    MatrixFigures figures =
        new MatrixBenchmark(new SystemClock(), folder).measure(new int[] {37, 37, 37});

    assertThat(figures.cells()).isEqualTo(50_653);
    assertThat(figures.persistSeconds()).isPositive();
    assertThat(figures.json()).startsWith("{\"cells\": 50653, \"parse_seconds\": ");
  }

  @Test
  void freeBoard_getsSomethingWhileManyCellsWaitAndNearTheEnd() {
    for (int cells : new int[] {64 * 200, 64 * 80}) {
      PlacementFigures figures = new PlacementBenchmark(new SystemClock(), 20).measure(cells);

      assertThat(figures.medianMs()).isPositive().isLessThanOrEqualTo(figures.slowMs());
    }
  }
}
