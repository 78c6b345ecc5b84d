package dev.hamlet.common.metrics;

import java.util.List;
import java.util.Map;

/**
 * A histogram at one moment.
 *
 * @param upperBounds of the buckets, ascending; one more goes to infinity
 * @param counts values of each bucket, not cumulative; one more than there are bounds
 * @param sum of all values
 * @param examples some of the values, at most one of each bucket
 */
public record HistogramValue(
    List<Double> upperBounds, List<Long> counts, double sum, List<Example> examples) {

  /** Copies. */
  public HistogramValue {
    upperBounds = List.copyOf(upperBounds);
    counts = List.copyOf(counts);
    examples = List.copyOf(examples);
    if (counts.size() != upperBounds.size() + 1) {
      throw new IllegalArgumentException(
          counts.size() + " counts for " + upperBounds.size() + " bounds");
    }
  }

  /** How many values. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * A value that somebody may want to look at.
   *
   * @param value the value
   * @param labels say which it is
   * @param epochMs when it was found, wall clock, ms since 1970-01-01 UTC
   */
  public record Example(double value, Map<String, String> labels, long epochMs) {

    /** Copies the labels. */
    public Example {
      labels = Map.copyOf(labels);
    }
  }
}
