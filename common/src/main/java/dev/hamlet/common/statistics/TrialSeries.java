package dev.hamlet.common.statistics;

/**
 * A figure of the trials of one cell as they come in, and what can be said after each.
 *
 * <p>Correlation cannot be told well from ten trials: what seems independent may not be. And a rule
 * that stops as soon as an interval is narrow stops when the correlation looks smallest. Therefore
 * the effective size rests on an upper bound of the correlation, {@code phi + (0.65 min(1, sqrt(30
 * / n)) + 3 max(0, phi)) sqrt((1 - phi^2) / n)} for a lag-1 correlation phi, and on the greatest
 * factor {@code (1 + bound) / (1 - bound)} at the end of any block within the last 40 % of the
 * trials, 24 trials at most. In blocks of three or more the correlation within a block has a bound
 * of its own, and the worse of the two counts. The numbers are a result of simulation;
 * docs/statistics.md derives them and shows what they reach.
 *
 * <p>A further value costs the same after ten trials and after a thousand. Not for use by several
 * threads.
 */
public final class TrialSeries {

  /** Standard errors between the estimate and its bound. */
  private static final double CAUTION = 0.65;

  /** The same, more for a correlation of 1 than for one of 0. */
  private static final double MORE_CAUTION = 3;

  /** Standard errors between the correlation within blocks and its bound. */
  private static final double BLOCK_CAUTION = 0.3;

  /** The same, more for a correlation of 1 than for one of 0. */
  private static final double MORE_BLOCK_CAUTION = 1;

  /** Beyond this many values the caution shrinks with the root of their number. */
  private static final double CAUTIOUS_VALUES = 30;

  /** Least lag-1 correlation that is believed: effective sizes end at three times n. */
  private static final double LEAST = -0.5;

  private static final double GREATEST = 0.9;

  /** Fewer values than this say nothing about correlation. */
  private static final int LEAST_VALUES = 5;

  /** Fewer values than this are not remembered. */
  private static final int LEAST_LOOK = 10;

  /** Share of the values, from their end, whose looks count. */
  private static final double REMEMBERED_SHARE = 0.4;

  /** Greatest number of values, from the end, whose looks count. */
  private static final int REMEMBERED_VALUES = 24;

  private final SeriesSums sums = new SeriesSums();
  private final double[] inflations = new double[REMEMBERED_VALUES + 1];
  private final int[] looks = new int[REMEMBERED_VALUES + 1];
  private int lastBlock;

  /**
   * Adds the next value.
   *
   * @param value finite
   * @param block its block (round); a number other than the last one's begins a new block
   */
  public void add(double value, int block) {
    if (sums.n() >= LEAST_LOOK && block != lastBlock) {
      int slot = sums.n() % inflations.length;
      looks[slot] = sums.n();
      inflations[slot] = inflation();
    }
    lastBlock = block;
    sums.add(value, block);
  }

  /** Number of values. */
  public int n() {
    return sums.n();
  }

  /** Arithmetic mean; NaN without a value. */
  public double mean() {
    return sums.mean();
  }

  /** Standard deviation of the mean, with the effective number of values. */
  public double standardError() {
    return sums.std() / Math.sqrt(correlation().effectiveN());
  }

  /** Mean and interval of all values so far. */
  public Estimate estimate(double level) {
    return Estimate.of(new Moments(sums.n(), sums.mean(), sums.std()), correlation(), level);
  }

  /** How far they hang together. */
  public SerialCorrelation correlation() {
    int n = sums.n();
    if (n < LEAST_VALUES || !(sums.squares() > 0)) {
      return SerialCorrelation.none(n);
    }
    double effectiveN = n / remembered(inflation());
    BlockCorrelation blocks = BlockCorrelation.of(sums);
    double degreesOfFreedom = blocks.degreesOfFreedom(Math.max(1, Math.min(n, effectiveN) - 1));
    return new SerialCorrelation(
        n, correctedLag1(), blocks.intraClass(), effectiveN, degreesOfFreedom);
  }

  /** Factor of the variance of the mean, from the bound of the worse of the two correlations. */
  private double inflation() {
    if (!(sums.squares() > 0)) {
      return 1;
    }
    double bound = bound(correctedLag1());
    return Math.max(
        (1 + bound) / (1 - bound),
        BlockCorrelation.of(sums).inflation(BLOCK_CAUTION, MORE_BLOCK_CAUTION));
  }

  /**
   * The sample correlation r lies below the true phi by about {@code (1 + 3 phi) / n} (Kendall
   * 1954, Marriott and Pope 1954), solved for phi.
   */
  private double correctedLag1() {
    int n = sums.n();
    double r = sums.successiveProducts() / sums.squares();
    return Math.max(-1, Math.min(1, (n * r + 1) / (n - 3)));
  }

  private double bound(double lag1) {
    int n = sums.n();
    double caution = CAUTION * shrinking(n) + MORE_CAUTION * Math.max(0, lag1);
    double bound = lag1 + caution * Math.sqrt((1 - lag1 * lag1) / n);
    return Math.max(LEAST, Math.min(GREATEST, bound));
  }

  private static double shrinking(int n) {
    return Math.min(1, Math.sqrt(CAUTIOUS_VALUES / n));
  }

  /** The greatest of this one and of those of the looks that count. */
  private double remembered(double inflation) {
    int n = sums.n();
    double first = Math.max(n - REMEMBERED_VALUES, (1 - REMEMBERED_SHARE) * n);
    double greatest = inflation;
    for (int slot = 0; slot < looks.length; slot++) {
      if (looks[slot] >= (int) first && looks[slot] >= LEAST_LOOK) {
        greatest = Math.max(greatest, inflations[slot]);
      }
    }
    return greatest;
  }
}
