package dev.hamlet.common.statistics.compare;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.SerialCorrelation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * Ratio of a variant's figure to the baseline's on the same device. A gain of the sensor cancels in
 * it, and what both share within a round cancels where the trials are paired.
 *
 * @param method how it was computed
 * @param reason why it was not paired; empty if it was
 * @param ratio variant over baseline: 0.8 for a fifth less; NaN if there is none
 * @param ciLow lower bound of the interval; NaN if there is none
 * @param ciHigh upper bound; infinite where the baseline may be 0
 * @param units blocks if paired, otherwise the trials of the smaller side
 * @param degreesOfFreedom of Student's t; NaN if there is no interval
 */
public record PairedRatio(
    Method method,
    String reason,
    double ratio,
    double ciLow,
    double ciHigh,
    int units,
    double degreesOfFreedom) {

  /** How a ratio is computed. */
  public enum Method {
    /**
     * Geometric mean over rounds of the ratio of the block means; t on its logarithm. Rounds that
     * hang together count as fewer ({@link SerialCorrelation}).
     */
    PAIRED_LOG,
    /** Ratio of the two means with Fieller's interval; the pairing is not used. */
    UNPAIRED_FIELLER,
    /** One side has fewer than two trials: no interval. */
    NONE
  }

  /**
   * Fewer shared rounds than this are not paired: t would have fewer than two degrees of freedom.
   */
  public static final int LEAST_BLOCKS = 3;

  /**
   * The ratio.
   *
   * @param variant trials of the variant
   * @param baseline trials of the baseline, its rounds numbered like the variant's
   * @param level confidence level
   */
  public static PairedRatio of(Series variant, Series baseline, double level) {
    SortedMap<Integer, Double> above = variant.blockMeans();
    SortedMap<Integer, Double> below = baseline.blockMeans();
    List<Integer> shared = new ArrayList<>(above.keySet());
    shared.retainAll(below.keySet());
    if (shared.size() < LEAST_BLOCKS) {
      return unpaired(
          variant,
          baseline,
          level,
          "only %d rounds with both, %d are needed".formatted(shared.size(), LEAST_BLOCKS));
    }
    double[] logs = new double[shared.size()];
    for (int i = 0; i < logs.length; i++) {
      Integer block = shared.get(i);
      logs[i] = Math.log(above.getOrDefault(block, 0.0) / below.getOrDefault(block, 0.0));
    }
    if (!Arrays.stream(logs).allMatch(Double::isFinite)) {
      return unpaired(variant, baseline, level, "a round's mean is not above 0");
    }
    return paired(logs, level);
  }

  /** Whether the ratio differs from 1 at the level. */
  public boolean isDifferent() {
    return ciLow > 1 || ciHigh < 1;
  }

  /** Its natural logarithm; for combining boards. NaN unless the ratio is above 0. */
  public double log() {
    return Math.log(ratio);
  }

  private static PairedRatio paired(double[] logs, double level) {
    int[] rounds = new int[logs.length];
    Arrays.setAll(rounds, i -> i);
    Estimate log = Estimate.ofSeries(logs, rounds, level);
    return new PairedRatio(
        Method.PAIRED_LOG,
        "",
        Math.exp(log.mean()),
        Math.exp(log.ciLow()),
        Math.exp(log.ciHigh()),
        log.n(),
        log.degreesOfFreedom());
  }

  private static PairedRatio unpaired(
      Series variant, Series baseline, double level, String reason) {
    int units = Math.min(variant.values().length, baseline.values().length);
    Estimate above = Estimate.ofSeries(variant.values(), variant.blocks(), level);
    Estimate below = Estimate.ofSeries(baseline.values(), baseline.blocks(), level);
    if (units < 2) {
      return new PairedRatio(
          Method.NONE,
          reason,
          above.mean() / below.mean(),
          Double.NaN,
          Double.NaN,
          units,
          Double.NaN);
    }
    Fieller fieller = Fieller.of(above, below, level);
    return new PairedRatio(
        Method.UNPAIRED_FIELLER,
        reason,
        above.mean() / below.mean(),
        fieller.low(),
        fieller.high(),
        units,
        fieller.degreesOfFreedom());
  }
}
