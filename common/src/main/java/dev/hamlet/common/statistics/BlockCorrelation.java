package dev.hamlet.common.statistics;

/**
 * Correlation of values of the same block.
 *
 * @param intraClass share of the variance that the values of a block have in common; NaN if the
 *     blocks do not tell
 * @param blockSize mean size of the blocks
 */
record BlockCorrelation(double intraClass, double blockSize) {

  /** Fewer blocks than this say nothing. */
  private static final int LEAST_BLOCKS = 4;

  /** Smaller blocks are left to the lag-1 correlation. */
  private static final double LEAST_SIZE = 2.5;

  private static final BlockCorrelation UNKNOWN = new BlockCorrelation(Double.NaN, 1);

  /**
   * The analysis-of-variance estimate {@code (B - W) / (B + (m - 1) W)} from the mean squares B
   * between and W within blocks of size m (Donner 1986).
   */
  static BlockCorrelation of(SeriesSums sums) {
    int blocks = sums.blocks();
    int n = sums.n();
    if (blocks < LEAST_BLOCKS || n - blocks < LEAST_BLOCKS || !(sums.squares() > 0)) {
      return UNKNOWN;
    }
    double size = sums.weighedBlockSize();
    double between = sums.squaresBetweenBlocks() / (blocks - 1);
    double within = Math.max(0, sums.squares() - sums.squaresBetweenBlocks()) / (n - blocks);
    double intraClass = (between - within) / (between + (size - 1) * within);
    return new BlockCorrelation(intraClass, size);
  }

  /**
   * Factor {@code 1 + (m - 1) rho} by which the variance of the mean grows; 0 if the blocks do not
   * tell. Blocks of fewer than three values are left to the lag-1 correlation: it is half of rho
   * there, and its factor {@code (1 + phi) / (1 - phi)} is the greater one.
   */
  double inflation() {
    return blockSize < LEAST_SIZE ? 0 : 1 + (blockSize - 1) * intraClass;
  }
}
