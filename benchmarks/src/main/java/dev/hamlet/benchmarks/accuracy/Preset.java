package dev.hamlet.benchmarks.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much is simulated. */
enum Preset {
  /** A few cells, to see that it works. */
  TINY(24, 400),
  /** Under two minutes on two cores. */
  QUICK(200, 2_000),
  /** What is stated in the documents. */
  FULL(2_000, 20_000);

  private final int cells;
  private final int expectationBursts;

  Preset(int cells, int expectationBursts) {
    this.cells = cells;
    this.expectationBursts = expectationBursts;
  }

  /** Cells of a scenario with the board's errors off. */
  int cells() {
    return cells;
  }

  /** Further cells with the board's errors on. */
  int erringCells() {
    return cells / 2;
  }

  /** Bursts that the expectation is made of. */
  int expectationBursts() {
    return expectationBursts;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Preset::word).toList();
  }

  static Preset of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
