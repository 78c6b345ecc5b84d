package dev.hamlet.common.statistics.robust;

import dev.hamlet.common.statistics.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Intervals by resampling whole units: trials, or blocks of trials that hang together (Efron and
 * Tibshirani 1993). The seed is fixed: the same values have the same interval. Immutable.
 *
 * <p>Takes {@value #RESAMPLES} evaluations of the statistic each time: for documents, not for a
 * loop.
 */
public final class Bootstrap {

  /** How an interval follows from the figures of the resamples. */
  public enum Method {
    /** Their percentiles. */
    PERCENTILE,
    /** Percentiles shifted by the bias and the skewness of the figure: BCa. */
    BIAS_CORRECTED
  }

  /** Fewer units than this have no interval. */
  public static final int LEAST_UNITS = 5;

  private static final int RESAMPLES = 2_000;
  private static final long SEED = 0x48616D6C6574L;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final List<double[]> units;

  private Bootstrap(List<double[]> units) {
    this.units = units;
  }

  /** With each value as a unit of its own. */
  public static Bootstrap ofTrials(double[] values) {
    List<double[]> units = new ArrayList<>();
    for (double value : values) {
      units.add(new double[] {value});
    }
    return new Bootstrap(units);
  }

  /**
   * With blocks as units.
   *
   * @param blocks the block of each value; the values of a block stand together
   */
  public static Bootstrap ofBlocks(double[] values, int[] blocks) {
    List<double[]> units = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= values.length; i++) {
      if (i == values.length || blocks[i] != blocks[start]) {
        units.add(Arrays.copyOfRange(values, start, i));
        start = i;
      }
    }
    return new Bootstrap(units);
  }

  /** The figure with its interval at a confidence level. */
  public BootstrapInterval interval(Statistic statistic, double level, Method method) {
    if (units.isEmpty()) {
      return new BootstrapInterval(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    double value = statistic.of(joined(-1));
    if (units.size() < LEAST_UNITS) {
      return new BootstrapInterval(value, Double.NaN, Double.NaN, units.size());
    }
    double[] resampled = resampled(statistic);
    double low = (1 - level) / 2;
    Percentiles percentiles = Percentiles.of(resampled);
    return switch (method) {
      case PERCENTILE -> between(value, percentiles, low, 1 - low);
      case BIAS_CORRECTED -> {
        double bias = bias(resampled, value);
        double acceleration = acceleration(statistic);
        yield between(
            value,
            percentiles,
            corrected(low, bias, acceleration),
            corrected(1 - low, bias, acceleration));
      }
    };
  }

  private BootstrapInterval between(
      double value, Percentiles percentiles, double low, double high) {
    return new BootstrapInterval(
        value, percentiles.at(100 * low), percentiles.at(100 * high), units.size());
  }

  private double[] resampled(Statistic statistic) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] figures = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      List<double[]> drawn = new ArrayList<>(units.size());
      for (int j = 0; j < units.size(); j++) {
        drawn.add(units.get(random.nextInt(units.size())));
      }
      figures[i] = statistic.of(concatenated(drawn));
    }
    return figures;
  }

  /** Normal quantile of the share of resampled figures below the value; ties count half. */
  private static double bias(double[] resampled, double value) {
    double below = 0;
    for (double figure : resampled) {
      below += figure < value ? 1 : figure == value ? 0.5 : 0;
    }
    double share = Math.max(0.5, Math.min(resampled.length - 0.5, below)) / resampled.length;
    return NORMAL.inverseCumulativeProbability(share);
  }

  /** A sixth of the skewness of the figures without one unit each (the jackknife). */
  private double acceleration(Statistic statistic) {
    double[] figures = new double[units.size()];
    double mean = 0;
    for (int i = 0; i < figures.length; i++) {
      figures[i] = statistic.of(joined(i));
      mean += figures[i] / figures.length;
    }
    double squares = 0;
    double cubes = 0;
    for (double figure : figures) {
      squares += Math.pow(mean - figure, 2);
      cubes += Math.pow(mean - figure, 3);
    }
    return squares > 0 ? cubes / (6 * Math.pow(squares, 1.5)) : 0;
  }

  private static double corrected(double probability, double bias, double acceleration) {
    double z = bias + NORMAL.inverseCumulativeProbability(probability);
    return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
  }

  private double[] joined(int without) {
    List<double[]> kept = new ArrayList<>(units);
    if (without >= 0) {
      kept.remove(without);
    }
    return concatenated(kept);
  }

  private static double[] concatenated(List<double[]> units) {
    double[] values = new double[units.stream().mapToInt(unit -> unit.length).sum()];
    int next = 0;
    for (double[] unit : units) {
      System.arraycopy(unit, 0, values, next, unit.length);
      next += unit.length;
    }
    return values;
  }
}
