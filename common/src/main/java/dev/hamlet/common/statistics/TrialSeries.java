package dev.hamlet.common.statistics;

/**
 * A figure of the trials of one cell as they come in, and what can be said after each.
 *
 * <p>Correlation cannot be told well from ten trials: what seems independent may not be. And a rule
 * that stops as soon as an interval is narrow stops when the correlation looks smallest. Therefore
 * the interval rests on an {@link LagBound upper bound} of the correlation, and on the greatest
 * bound at the end of any block within the last 40 % of the trials, 24 trials at most. In blocks of
 * three or more the correlation within a block has a bound of its own, and the worse of the two
 * counts. The numbers are a result of simulation; docs/statistics.md derives them and shows what
 * they reach.
 *
 * <p>A further value costs the same after ten trials and after a thousand. Not for use by several
 * threads.
 */
public final class TrialSeries {

  /** Standard errors between the correlation within blocks and its bound. */
  private static final double BLOCK_CAUTION = 0.3;

  /** The same, more for a correlation of 1 than for one of 0. */
  private static final double MORE_BLOCK_CAUTION = 1;

  /** Fewer values than this say nothing about correlation. */
  private static final int LEAST_VALUES = 5;

  /** Fewer values than this are not remembered. */
  private static final int LEAST_LOOK = 10;

  /** Share of the values, from their end, whose looks count. */
  private static final double REMEMBERED_SHARE = 0.4;

  /** Greatest number of values, from the end, whose looks count. */
  private static final int REMEMBERED_VALUES = 24;

  private final SeriesSums sums = new SeriesSums();
  private final double[] bounds = new double[REMEMBERED_VALUES + 1];
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
      int slot = sums.n() % looks.length;
      looks[slot] = sums.n();
      bounds[slot] = lag().bound();
      inflations[slot] = blockInflation();
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
    LagBound lag = lag();
    AutoregressiveMean mean = AutoregressiveMean.of(n, remembered(bounds, lag.bound()));
    double ofBlocks = remembered(inflations, blockInflation());
    double effectiveN = n / Math.max(mean.factor(), ofBlocks);
    double degreesOfFreedom =
        mean.factor() >= ofBlocks ? mean.degreesOfFreedom() : Math.max(1, effectiveN - 1);
    BlockCorrelation blocks = BlockCorrelation.of(sums);
    return new SerialCorrelation(
        n,
        lag.correlation(),
        blocks.intraClass(),
        effectiveN,
        blocks.degreesOfFreedom(degreesOfFreedom));
  }

  private LagBound lag() {
    return sums.squares() > 0
        ? LagBound.of(sums.n(), sums.successiveProducts() / sums.squares())
        : LagBound.NONE;
  }

  /** Factor of the variance of the mean, from the bound of the correlation within blocks. */
  private double blockInflation() {
    return sums.squares() > 0
        ? BlockCorrelation.of(sums).inflation(BLOCK_CAUTION, MORE_BLOCK_CAUTION)
        : 0;
  }

  /** The greatest of this one and of those of the looks that count. */
  private double remembered(double[] atLooks, double now) {
    int n = sums.n();
    double first = Math.max(n - REMEMBERED_VALUES, (1 - REMEMBERED_SHARE) * n);
    double greatest = now;
    for (int slot = 0; slot < looks.length; slot++) {
      if (looks[slot] >= (int) first && looks[slot] >= LEAST_LOOK) {
        greatest = Math.max(greatest, atLooks[slot]);
      }
    }
    return greatest;
  }
}
