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
        new MatrixBenchmark(new SystemClock(), folder).measure(new int[] {30, 30, 25});

    assertThat(figures.cells()).isEqualTo(22_500);
    assertThat(figures.persistSeconds()).isPositive();
    assertThat(figures.json()).startsWith("{\"cells\": 22500, \"parse_seconds\": ");
  }
}
