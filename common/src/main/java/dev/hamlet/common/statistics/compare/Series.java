package dev.hamlet.common.statistics.compare;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A figure of the trials of one cell, in the order of time.
 *
 * @param values one per trial, finite
 * @param blocks the block (round) of each
 */
// The arrays are read only and never leave the package.
@SuppressWarnings("ArrayRecordComponent")
public record Series(double[] values, int[] blocks) {

  /** Copies; refuses arrays of unequal length. */
  public Series {
    if (values.length != blocks.length) {
      throw new IllegalArgumentException(
          "%d values but blocks of %d".formatted(values.length, blocks.length));
    }
    values = values.clone();
    blocks = blocks.clone();
  }

  /** Mean of each block, by block. */
  SortedMap<Integer, Double> blockMeans() {
    SortedMap<Integer, Double> sums = new TreeMap<>();
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      sums.merge(blocks[i], values[i], Double::sum);
      counts.merge(blocks[i], 1, Integer::sum);
    }
    sums.replaceAll((block, sum) -> sum / counts.getOrDefault(block, 1));
    return sums;
  }
}
