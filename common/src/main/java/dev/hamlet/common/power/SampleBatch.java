package dev.hamlet.common.power;

import java.util.Arrays;
import java.util.List;

/**
 * Power samples of one sensor group, as columns of integers exactly as read.
 *
 * <pre>
 *   index            0        1        2    ...
 *   monotonicNs   t0       t1       t2            middle of each read, strictly growing
 *   halfWidthNs   h0       h1       h2            half of the duration of each read
 *   values[0]     v00      v01      v02           one column per ColumnSpec, in the order of columns
 *   values[1]     v10      v11      v12
 * </pre>
 *
 * <p>Immutable by agreement: whoever makes a batch hands its arrays over and never touches them
 * again, and nobody writes to the arrays that the accessors return.
 *
 * @param sensor name of the sensor
 * @param group name of the sensor group
 * @param columns meaning of each column
 * @param monotonicNs stamps, device monotonic ns
 * @param halfWidthNs half widths in ns
 * @param values one array per column, each as long as the stamps
 * @param counters counters of the group's session when the batch was closed
 */
@SuppressWarnings("ArrayRecordComponent") // columns of primitives are the point of a batch
public record SampleBatch(
    String sensor,
    String group,
    List<ColumnSpec> columns,
    long[] monotonicNs,
    int[] halfWidthNs,
    long[][] values,
    SamplingCounters counters) {

  /** Refuses columns of unequal length. */
  public SampleBatch {
    columns = List.copyOf(columns);
    if (values.length != columns.size() || halfWidthNs.length != monotonicNs.length) {
      throw new IllegalArgumentException(
          "batch of group " + group + " has columns of unequal number or length");
    }
    for (long[] column : values) {
      if (column.length != monotonicNs.length) {
        throw new IllegalArgumentException(
            "batch of group " + group + " has columns of unequal length");
      }
    }
  }

  /** Number of samples. */
  public int size() {
    return monotonicNs.length;
  }

  /** One of its samples alone, as a batch. */
  public SampleBatch sample(int index) {
    return new SampleBatch(
        sensor,
        group,
        columns,
        new long[] {monotonicNs[index]},
        new int[] {halfWidthNs[index]},
        Arrays.stream(values).map(column -> new long[] {column[index]}).toArray(long[][]::new),
        counters);
  }
}
