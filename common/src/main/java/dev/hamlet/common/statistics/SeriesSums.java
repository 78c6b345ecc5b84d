package dev.hamlet.common.statistics;

/**
 * The sums over a series that mean, spread and correlation follow from, so that a further trial
 * costs the same after ten trials and after a thousand. Values are taken less the first one: a
 * large offset does not eat a small spread.
 *
 * <p>Not for use by several threads.
 */
final class SeriesSums {

  private int n;
  private double origin;
  private double first;
  private double last;
  private double sum;
  private double sumOfSquares;
  private double sumOfSuccessive;

  private int blocks;
  private int block;
  private int blockSize;
  private double blockSum;
  private double closedBlockSquares;
  private double closedSizeSquares;

  /**
   * Adds the next value.
   *
   * @param value finite
   * @param itsBlock its block; a number other than the last one's begins a new block
   */
  void add(double value, int itsBlock) {
    if (n == 0) {
      origin = value;
    }
    double relative = value - origin;
    if (n == 0) {
      first = relative;
    } else {
      sumOfSuccessive += last * relative;
    }
    addToBlock(relative, itsBlock);
    n++;
    last = relative;
    sum += relative;
    sumOfSquares += relative * relative;
  }

  private void addToBlock(double relative, int itsBlock) {
    if (n == 0 || itsBlock != block) {
      closeBlock();
      blocks++;
      block = itsBlock;
    }
    blockSize++;
    blockSum += relative;
  }

  private void closeBlock() {
    if (blockSize > 0) {
      closedBlockSquares += blockSum * blockSum / blockSize;
      closedSizeSquares += (double) blockSize * blockSize;
    }
    blockSize = 0;
    blockSum = 0;
  }

  /** Number of values. */
  int n() {
    return n;
  }

  /** Arithmetic mean; NaN without a value. */
  double mean() {
    return origin + relativeMean() + (n == 0 ? Double.NaN : 0);
  }

  /** Standard deviation with divisor n - 1; NaN if there are fewer than two values. */
  double std() {
    return n < 2 ? Double.NaN : Math.sqrt(squares() / (n - 1));
  }

  /** Sum of the squared distances from the mean. */
  double squares() {
    return Math.max(0, sumOfSquares - n * relativeMean() * relativeMean());
  }

  /** Sum of the products of successive distances from the mean. */
  double successiveProducts() {
    double mean = relativeMean();
    return sumOfSuccessive - mean * (2 * sum - first - last) + (n - 1) * mean * mean;
  }

  /** Number of blocks. */
  int blocks() {
    return blocks;
  }

  /** Sum over blocks of size times the squared distance of block mean and mean. */
  double squaresBetweenBlocks() {
    double open = blockSize == 0 ? 0 : blockSum * blockSum / blockSize;
    return Math.max(0, closedBlockSquares + open - n * relativeMean() * relativeMean());
  }

  /** Mean size of the blocks as the analysis of variance weighs it: below n / blocks if uneven. */
  double weighedBlockSize() {
    double sizeSquares = closedSizeSquares + (double) blockSize * blockSize;
    return (n - sizeSquares / n) / (blocks - 1);
  }

  private double relativeMean() {
    return sum / n;
  }
}
