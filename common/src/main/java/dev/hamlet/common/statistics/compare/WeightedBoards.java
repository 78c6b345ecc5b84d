package dev.hamlet.common.statistics.compare;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.StudentT;
import java.util.List;

/**
 * Mean over boards, each weighed by how well it is known, with the standard error of Hartung and
 * Knapp.
 *
 * @param boards number of boards
 * @param mean weighted mean
 * @param standardError root of {@code q / sum of weights}, with {@code q = max(1, sum of w (x -
 *     mean)^2 / (boards - 1))}
 */
record WeightedBoards(int boards, double mean, double standardError) {

  /**
   * Of board means.
   *
   * @param between variance between boards
   */
  static WeightedBoards of(List<Estimate> boards, double between) {
    double[] weights =
        boards.stream().mapToDouble(board -> 1 / (between + varianceOfMean(board))).toArray();
    if (weights.length > 0 && Double.isInfinite(weights[0])) {
      return new WeightedBoards(boards.size(), boards.get(0).mean(), 0);
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      weighted += weights[i] * boards.get(i).mean();
    }
    double mean = weighted / sum;
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      squares += weights[i] * Math.pow(boards.get(i).mean() - mean, 2);
    }
    double factor = Math.max(1, squares / (boards.size() - 1));
    return new WeightedBoards(boards.size(), mean, Math.sqrt(factor / sum));
  }

  double halfWidth(double level) {
    return StudentT.twoSided(level, boards - 1.0) * standardError;
  }

  private static double varianceOfMean(Estimate board) {
    return board.std() * board.std() / board.effectiveN();
  }
}
