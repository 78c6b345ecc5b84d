package dev.hamlet.benchmarks.accuracy;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Relative errors of the figures of many cells, each against the true energy of its own trials.
 *
 * @param biasRatio mean
 * @param biasErrorRatio standard error of that mean
 * @param rmsRatio root of the mean square
 */
record Errors(double biasRatio, double biasErrorRatio, double rmsRatio) {

  static final Errors NONE = new Errors(Double.NaN, Double.NaN, Double.NaN);

  static Errors of(List<CellOutcome> cells, ToDoubleFunction<CellOutcome> figure) {
    int n = cells.size();
    double sum = 0;
    double squares = 0;
    for (CellOutcome cell : cells) {
      double error = cell.error(figure.applyAsDouble(cell));
      sum += error;
      squares += error * error;
    }
    double mean = sum / n;
    double variance = Math.max(0, squares / n - mean * mean);
    return new Errors(mean, Math.sqrt(variance / n), Math.sqrt(squares / n));
  }
}
