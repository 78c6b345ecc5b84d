package dev.hamlet.common.statistics.compare;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.StudentT;
import java.util.Arrays;
import java.util.List;

/**
 * The same cell on several boards: how much boards differ, and a mean whose interval speaks of
 * boards of their kind and not of these boards only.
 *
 * <p>One-way random effects with unequal numbers of trials. The between-board variance is that of
 * the board means less what trials alone would make of it, never below 0; its interval is that of
 * {@link BoardVariance}. The mean weighs board i by {@code 1 / (between + v_i)}, v_i the variance
 * of its mean; its interval is that of Hartung and Knapp (2001) and Sidik and Jonkman (2002), with
 * the factor never below 1: t with boards - 1 degrees of freedom on the weighted spread of the
 * board means.
 *
 * @param boards number of boards with at least two trials
 * @param trials their trials
 * @param mean mean over boards; NaN without a board
 * @param ciLow lower bound of the interval of the mean; NaN if there are fewer than two boards
 * @param ciHigh upper bound
 * @param standardError of the mean; NaN if there are fewer than two boards
 * @param betweenStd standard deviation between boards; NaN if there are fewer than two boards
 * @param betweenLow lower bound of its interval
 * @param betweenHigh upper bound of its interval
 * @param withinStd standard deviation of trials within a board, pooled
 */
public record BoardComponent(
    int boards,
    int trials,
    double mean,
    double ciLow,
    double ciHigh,
    double standardError,
    double betweenStd,
    double betweenLow,
    double betweenHigh,
    double withinStd) {

  /**
   * Of trials that are independent of each other.
   *
   * @param trialsPerBoard values of the trials, an array per board
   * @param level confidence level of both intervals
   */
  public static BoardComponent of(double[][] trialsPerBoard, double level) {
    return of(
        Arrays.stream(trialsPerBoard).map(values -> Estimate.of(values, level)).toList(), level);
  }

  /**
   * Of the estimates of the boards, with their effective numbers of trials.
   *
   * @param perBoard an estimate per board; those of fewer than two trials are left out
   */
  public static BoardComponent of(List<Estimate> perBoard, double level) {
    List<Estimate> boards = perBoard.stream().filter(board -> board.n() >= 2).toList();
    int trials = boards.stream().mapToInt(Estimate::n).sum();
    if (boards.size() < 2) {
      return single(boards, trials);
    }
    BoardVariance variance = BoardVariance.of(boards, level);
    WeightedBoards weighted = WeightedBoards.of(boards, variance.between());
    double half = weighted.halfWidth(level);
    return new BoardComponent(
        boards.size(),
        trials,
        weighted.mean(),
        weighted.mean() - half,
        weighted.mean() + half,
        weighted.standardError(),
        Math.sqrt(variance.between()),
        Math.sqrt(variance.low()),
        Math.sqrt(variance.high()),
        Math.sqrt(variance.within()));
  }

  /**
   * Whether two cells on boards drawn independently differ beyond what boards of one kind differ:
   * Welch's test of the two means. Cells on the same boards are compared by {@link BoardRatio},
   * which sees far smaller differences.
   *
   * @return false where either has fewer than two boards, since nothing is known then
   */
  public boolean isBeyondBoards(BoardComponent other, double level) {
    if (boards < 2 || other.boards < 2) {
      return false;
    }
    double first = standardError * standardError;
    double second = other.standardError * other.standardError;
    double degreesOfFreedom =
        (first + second)
            * (first + second)
            / (first * first / (boards - 1) + second * second / (other.boards - 1));
    double t = StudentT.twoSided(level, degreesOfFreedom);
    return Math.abs(mean - other.mean) > t * Math.sqrt(first + second);
  }

  private static BoardComponent single(List<Estimate> boards, int trials) {
    double nan = Double.NaN;
    double mean = boards.isEmpty() ? nan : boards.get(0).mean();
    double within = boards.isEmpty() ? nan : boards.get(0).std();
    return new BoardComponent(boards.size(), trials, mean, nan, nan, nan, nan, nan, nan, within);
  }
}
