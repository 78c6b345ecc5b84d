package dev.hamlet.benchmarks.accuracy;

import java.util.List;
import java.util.function.Predicate;

/**
 * How often an interval holds the truth.
 *
 * @param ratio share of cells
 * @param low lower bound of its 95 % interval (Wilson's score interval)
 * @param high upper bound
 * @param cells how many cells it rests on
 */
record Coverage(double ratio, double low, double high, int cells) {

  static final Coverage NONE = new Coverage(Double.NaN, Double.NaN, Double.NaN, 0);

  /** 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959964;

  static Coverage of(List<CellOutcome> cells, Predicate<CellOutcome> covers) {
    int n = cells.size();
    if (n == 0) {
      return NONE;
    }
    double p = (double) cells.stream().filter(covers).count() / n;
    double centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
    return new Coverage(p, centre - half, centre + half, n);
  }

  boolean isKnown() {
    return cells > 0;
  }
}
