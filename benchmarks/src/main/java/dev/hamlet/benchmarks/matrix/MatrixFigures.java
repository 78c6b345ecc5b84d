package dev.hamlet.benchmarks.matrix;

import java.util.Locale;

/**
 * What was measured.
 *
 * @param cells cells of the matrix
 * @param parseSeconds text to a checked file: axes, exclude and include worked out over every point
 * @param planSeconds file to cells with ids and identities, each made once
 * @param persistSeconds plan to rows in the store, durable
 * @param planBytesPerCell heap that a plan holds, bytes a cell
 * @param storeBytesPerCell the store's file, bytes a cell
 * @param heapLimitBytes largest heap of this process
 */
public record MatrixFigures(
    int cells,
    double parseSeconds,
    double planSeconds,
    double persistSeconds,
    double planBytesPerCell,
    double storeBytesPerCell,
    long heapLimitBytes) {

  /** For people. */
  public String table() {
    return String.format(
        Locale.ROOT,
        "%d cells, heap limit %d MiB%n"
            + "  parse    %8.2f s%n"
            + "  plan     %8.2f s   %8.1f bytes a cell held%n"
            + "  persist  %8.2f s   %8.1f bytes a cell in the file%n",
        cells,
        heapLimitBytes >> 20,
        parseSeconds,
        planSeconds,
        planBytesPerCell,
        persistSeconds,
        storeBytesPerCell);
  }

  /** The object {@code matrix} of the scheduling benchmark. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"cells\": %d, \"parse_seconds\": %.3f, \"plan_seconds\": %.3f, \"persist_seconds\": %.3f,"
            + " \"plan_bytes_per_cell\": %.1f, \"store_bytes_per_cell\": %.1f,"
            + " \"heap_limit_bytes\": %d}",
        cells,
        parseSeconds,
        planSeconds,
        persistSeconds,
        planBytesPerCell,
        storeBytesPerCell,
        heapLimitBytes);
  }
}
