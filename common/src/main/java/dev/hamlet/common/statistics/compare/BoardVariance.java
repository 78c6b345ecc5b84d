package dev.hamlet.common.statistics.compare;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.Moments;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Variance between boards, with the modified large-sample interval of Ting and others (1990;
 * Burdick and Graybill 1992, 3.3 and 3.4).
 *
 * <p>Unequal numbers of trials enter through their harmonic mean h and unweighted means: with S the
 * variance of the board means and W the variance within boards, {@code h S} takes the place of the
 * mean square between boards (Thomas and Hultquist 1978).
 *
 * @param between estimate {@code S - W / h}, at least 0
 * @param low lower bound, at least 0
 * @param high upper bound, at least 0
 * @param within variance within boards, pooled
 */
record BoardVariance(double between, double low, double high, double within) {

  /** Of at least two boards of at least two trials each. */
  static BoardVariance of(List<Estimate> boards, double level) {
    double harmonic =
        boards.size() / boards.stream().mapToDouble(board -> 1 / board.effectiveN()).sum();
    double degreesWithin = boards.stream().mapToDouble(Estimate::degreesOfFreedom).sum();
    double within =
        boards.stream()
                .mapToDouble(board -> board.degreesOfFreedom() * board.std() * board.std())
                .sum()
            / degreesWithin;
    double stdOfMeans = Moments.of(boards.stream().mapToDouble(Estimate::mean).toArray()).std();
    double squareBetween = harmonic * stdOfMeans * stdOfMeans;
    double difference = squareBetween - within;
    Bounds bounds = new Bounds((1 - level) / 2, boards.size() - 1.0, degreesWithin);
    return new BoardVariance(
        Math.max(0, difference / harmonic),
        Math.max(0, (difference - bounds.below(squareBetween, within)) / harmonic),
        Math.max(0, (difference + bounds.above(squareBetween, within)) / harmonic),
        within);
  }

  /**
   * Distances from the difference of two mean squares to its bounds.
   *
   * @param alpha probability beyond each bound
   * @param degreesBetween degrees of freedom of the first mean square
   * @param degreesWithin of the second
   */
  private record Bounds(double alpha, double degreesBetween, double degreesWithin) {

    double below(double between, double within) {
      double g = 1 - 1 / upper(degreesBetween, alpha);
      double h = 1 / upper(degreesWithin, 1 - alpha) - 1;
      double f = FDistribution.of(degreesBetween, degreesWithin).inverseSurvivalProbability(alpha);
      double mixed = ((f - 1) * (f - 1) - g * g * f * f - h * h) / f;
      return root(g, between, h, within, mixed);
    }

    double above(double between, double within) {
      double h = 1 / upper(degreesBetween, 1 - alpha) - 1;
      double g = 1 - 1 / upper(degreesWithin, alpha);
      double f =
          FDistribution.of(degreesBetween, degreesWithin).inverseSurvivalProbability(1 - alpha);
      double mixed = ((1 - f) * (1 - f) - h * h * f * f - g * g) / f;
      return root(h, between, g, within, mixed);
    }

    private static double root(
        double ofBetween, double between, double ofWithin, double within, double mixed) {
      double square =
          ofBetween * ofBetween * between * between
              + ofWithin * ofWithin * within * within
              + mixed * between * within;
      return Math.sqrt(Math.max(0, square));
    }

    /** What a mean square exceeds, over its expectation, with that probability. */
    private static double upper(double degreesOfFreedom, double probability) {
      return ChiSquaredDistribution.of(degreesOfFreedom).inverseSurvivalProbability(probability)
          / degreesOfFreedom;
    }
  }
}
