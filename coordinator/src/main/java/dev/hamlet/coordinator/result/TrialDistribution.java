package dev.hamlet.coordinator.result;

import dev.hamlet.common.statistics.SerialCorrelation;
import dev.hamlet.common.statistics.compare.Series;
import dev.hamlet.common.statistics.robust.Bootstrap;
import dev.hamlet.common.statistics.robust.Bootstrap.Method;
import dev.hamlet.common.statistics.robust.BootstrapInterval;
import dev.hamlet.common.statistics.robust.OutlierFlags;
import dev.hamlet.common.statistics.robust.Statistic;
import java.util.List;

/**
 * How a figure is spread over the trials of a cell, for documents: a few thousand resamples each,
 * so not to be asked for after every trial.
 *
 * <p>Resampled are trials, or rounds where the trials hang together strongly. Outliers are flagged
 * and stay in every figure.
 *
 * @param median the middle trial, with a percentile bootstrap interval
 * @param trimmedMean mean without the tenth of the trials at either end, with a bias-corrected
 *     bootstrap interval
 * @param p90 90th percentile over the trials; NaN below {@value #LEAST_FOR_P90} trials
 * @param p99 99th percentile over the trials; NaN below {@value #LEAST_FOR_P99} trials
 * @param outliersByDeviation numbers of the trials more than 3.5 robust standard deviations from
 *     the median
 * @param outliersByFences numbers of the trials more than 1.5 quartile ranges beyond the quartiles
 */
public record TrialDistribution(
    BootstrapInterval median,
    BootstrapInterval trimmedMean,
    BootstrapInterval p90,
    BootstrapInterval p99,
    List<Integer> outliersByDeviation,
    List<Integer> outliersByFences) {

  private static final int LEAST_FOR_P90 = 30;
  private static final int LEAST_FOR_P99 = 1_000;

  /** Copies. */
  public TrialDistribution {
    outliersByDeviation = List.copyOf(outliersByDeviation);
    outliersByFences = List.copyOf(outliersByFences);
  }

  /**
   * Of a series of the cell's trials.
   *
   * @param trials the trials that the series is of
   * @param level confidence level of the intervals
   */
  public static TrialDistribution of(CellTrials trials, Series series, double level) {
    Bootstrap bootstrap = bootstrap(series);
    OutlierFlags outliers = OutlierFlags.of(series.values());
    return new TrialDistribution(
        bootstrap.interval(Statistic.MEDIAN, level, Method.PERCENTILE),
        bootstrap.interval(Statistic.TRIMMED_MEAN, level, Method.BIAS_CORRECTED),
        percentile(bootstrap, series, 90, LEAST_FOR_P90, level),
        percentile(bootstrap, series, 99, LEAST_FOR_P99, level),
        numbers(trials, outliers.byDeviation()),
        numbers(trials, outliers.byFences()));
  }

  private static Bootstrap bootstrap(Series series) {
    return SerialCorrelation.of(series.values(), series.blocks()).isStrong()
        ? Bootstrap.ofBlocks(series.values(), series.blocks())
        : Bootstrap.ofTrials(series.values());
  }

  private static BootstrapInterval percentile(
      Bootstrap bootstrap, Series series, int percent, int least, double level) {
    if (series.values().length < least) {
      return new BootstrapInterval(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    return bootstrap.interval(Statistic.percentile(percent), level, Method.PERCENTILE);
  }

  private static List<Integer> numbers(CellTrials trials, List<Integer> positions) {
    return positions.stream().map(trials.trialNumbers()::get).toList();
  }
}
