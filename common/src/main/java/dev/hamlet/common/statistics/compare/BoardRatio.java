package dev.hamlet.common.statistics.compare;

import dev.hamlet.common.statistics.StudentT;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Ratio of a variant to the baseline over several boards that ran both: gains of the boards'
 * sensors and boards that draw more than others cancel in each board's ratio.
 *
 * <p>On the logarithms, like {@link BoardComponent}: between-board variance by DerSimonian and
 * Laird (1986), interval of Hartung and Knapp, t with boards - 1 degrees of freedom.
 *
 * @param boards boards with a ratio and an interval
 * @param ratio geometric mean over boards; NaN without a board
 * @param ciLow lower bound; NaN if there are fewer than two boards
 * @param ciHigh upper bound
 * @param betweenRatio factor by which a board's true ratio typically differs from the mean, 1 for
 *     not at all: e to the power of the standard deviation between boards; NaN if there are fewer
 *     than two boards
 */
public record BoardRatio(
    int boards, double ratio, double ciLow, double ciHigh, double betweenRatio) {

  /**
   * Of the ratios of the boards.
   *
   * @param perBoard a ratio per board, at the level
   */
  public static BoardRatio of(List<PairedRatio> perBoard, double level) {
    List<LogRatio> logs =
        perBoard.stream()
            .map(ratio -> LogRatio.of(ratio, level))
            .filter(LogRatio::isKnown)
            .toList();
    if (logs.size() < 2) {
      double only = logs.isEmpty() ? Double.NaN : Math.exp(logs.get(0).log());
      return new BoardRatio(logs.size(), only, Double.NaN, Double.NaN, Double.NaN);
    }
    double between = between(logs);
    double sum = logs.stream().mapToDouble(log -> log.weight(between)).sum();
    double mean = logs.stream().mapToDouble(log -> log.weight(between) * log.log()).sum() / sum;
    double squares =
        logs.stream().mapToDouble(log -> log.weight(between) * Math.pow(log.log() - mean, 2)).sum();
    double error = Math.sqrt(Math.max(1, squares / (logs.size() - 1)) / sum);
    double half = StudentT.twoSided(level, logs.size() - 1.0) * error;
    return new BoardRatio(
        logs.size(),
        Math.exp(mean),
        Math.exp(mean - half),
        Math.exp(mean + half),
        Math.exp(Math.sqrt(between)));
  }

  /** Whether the variant differs from the baseline beyond what boards differ, at the level. */
  public boolean isBeyondBoards() {
    return ciLow > 1 || ciHigh < 1;
  }

  private static double between(List<LogRatio> logs) {
    double sum = logs.stream().mapToDouble(log -> log.weight(0)).sum();
    double mean = logs.stream().mapToDouble(log -> log.weight(0) * log.log()).sum() / sum;
    double q =
        logs.stream().mapToDouble(log -> log.weight(0) * Math.pow(log.log() - mean, 2)).sum();
    double squares = logs.stream().mapToDouble(log -> Math.pow(log.weight(0), 2)).sum();
    double divisor = sum - squares / sum;
    return divisor > 0 ? Math.max(0, (q - (logs.size() - 1)) / divisor) : 0;
  }

  /**
   * A board's ratio.
   *
   * @param log its logarithm
   * @param variance variance of that
   */
  private record LogRatio(double log, double variance) {

    /** Least variance: keeps boards without any spread from weighing infinitely. */
    private static final double LEAST_VARIANCE = 1e-12;

    static LogRatio of(PairedRatio ratio, double level) {
      double quantile =
          Double.isNaN(ratio.degreesOfFreedom())
              ? NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2)
              : StudentT.twoSided(level, ratio.degreesOfFreedom());
      double error = (Math.log(ratio.ciHigh()) - Math.log(ratio.ciLow())) / 2 / quantile;
      return new LogRatio(ratio.log(), Math.max(LEAST_VARIANCE, error * error));
    }

    boolean isKnown() {
      return Double.isFinite(log) && Double.isFinite(variance);
    }

    double weight(double between) {
      return 1 / (between + variance);
    }
  }
}
