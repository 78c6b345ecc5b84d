package dev.hamlet.common.statistics;

/**
 * Correlation of values of the same block (round).
 *
 * @param blocks number of blocks
 * @param blockSize mean size of the blocks
 * @param intraClass share of the variance that the values of a block have in common; NaN if the
 *     blocks do not tell
 */
record BlockCorrelation(int blocks, double blockSize, double intraClass) {

  /** Smaller blocks are left to the lag-1 correlation. */
  private static final double LEAST_SIZE = 2.5;

  /**
   * The analysis-of-variance estimate {@code (B - W) / (B + (m - 1) W)} from the mean squares B
   * between and W within blocks of size m (Donner 1986).
   */
  static BlockCorrelation of(SeriesSums sums) {
    int blocks = sums.blocks();
    int n = sums.n();
    if (blocks < 2 || n == blocks) {
      return new BlockCorrelation(blocks, (double) n / blocks, Double.NaN);
    }
    double size = sums.weighedBlockSize();
    double between = sums.squaresBetweenBlocks() / (blocks - 1);
    double within = Math.max(0, sums.squares() - sums.squaresBetweenBlocks()) / (n - blocks);
    double intraClass = (between - within) / (between + (size - 1) * within);
    return new BlockCorrelation(blocks, size, intraClass);
  }

  /**
   * Factor {@code 1 + (m - 1) rho} by which the variance of the mean grows, for a rho that is some
   * standard errors above the estimate; 0 where the lag-1 correlation tells more. In blocks of two
   * that one is half of rho, and its factor {@code (1 + phi) / (1 - phi)} is the greater one.
   *
   * @param caution standard errors for an estimate of 0
   * @param moreCaution further standard errors for an estimate of 1
   */
  double inflation(double caution, double moreCaution) {
    if (blockSize < LEAST_SIZE) {
      return 0;
    }
    if (Double.isNaN(intraClass)) {
      return blockSize;
    }
    double errors = caution + moreCaution * Math.max(0, intraClass);
    return 1 + (blockSize - 1) * Math.min(1, intraClass + errors * standardError());
  }

  /** Where blocks count, so do their means: no more degrees of freedom than blocks less one. */
  double degreesOfFreedom(double ofTrials) {
    return blockSize < LEAST_SIZE ? ofTrials : Math.max(1, Math.min(ofTrials, blocks - 1.0));
  }

  /** {@code (1 - rho) (1 + (m - 1) rho) sqrt(2 / (m (m - 1) (k - 1)))} for k blocks (Fisher). */
  private double standardError() {
    double spread = (1 - intraClass) * Math.max(0, 1 + (blockSize - 1) * intraClass);
    return spread * Math.sqrt(2 / (blockSize * (blockSize - 1) * (blocks - 1)));
  }
}
