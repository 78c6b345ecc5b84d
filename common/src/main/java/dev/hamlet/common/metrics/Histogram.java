package dev.hamlet.common.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts values by buckets with fixed upper bounds, and remembers the latest example of each. Not
 * safe for threads: its owner holds a lock.
 */
public final class Histogram {

  private final double[] upperBounds;
  private final long[] counts;
  private final HistogramValue.@Nullable Example[] examples;
  private double sum;

  /**
   * An empty one.
   *
   * @param upperBounds of the buckets, ascending; one more goes to infinity
   */
  public Histogram(double... upperBounds) {
    this.upperBounds = upperBounds.clone();
    this.counts = new long[upperBounds.length + 1];
    this.examples = new HistogramValue.Example[upperBounds.length + 1];
  }

  /** Counts a value. */
  public void add(double value) {
    counts[bucket(value)]++;
    sum += value;
  }

  /**
   * Counts a value that somebody may want to look at.
   *
   * @param labels say which it is; 128 characters in all
   * @param epochMs when it was found, wall clock
   */
  public void add(double value, Map<String, String> labels, long epochMs) {
    add(value);
    examples[bucket(value)] = new HistogramValue.Example(value, labels, epochMs);
  }

  /** What was counted so far. */
  public HistogramValue value() {
    List<HistogramValue.Example> known = new ArrayList<>();
    for (HistogramValue.Example example : examples) {
      if (example != null) {
        known.add(example);
      }
    }
    return new HistogramValue(
        DoubleStream.of(upperBounds).boxed().toList(),
        LongStream.of(counts).boxed().toList(),
        sum,
        known);
  }

  private int bucket(double value) {
    int bucket = 0;
    while (bucket < upperBounds.length && value > upperBounds[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
