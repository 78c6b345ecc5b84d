package dev.hamlet.benchmarks.matrix;

import java.util.Locale;

/**
 * What it takes to decide what a board does next.
 *
 * @param cells cells that wait
 * @param boards boards of the fleet
 * @param medianMs half of the decisions take less
 * @param slowMs 99 of 100 take less
 */
public record PlacementFigures(int cells, int boards, double medianMs, double slowMs) {

  String line() {
    return String.format(
        Locale.ROOT,
        "  place    %8.3f ms  median, %.3f ms 99 %%: one free board of %d, %d cells waiting%n",
        medianMs,
        slowMs,
        boards,
        cells);
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"cells\": %d, \"boards\": %d, \"median_ms\": %.4f, \"p99_ms\": %.4f}",
        cells,
        boards,
        medianMs,
        slowMs);
  }
}
