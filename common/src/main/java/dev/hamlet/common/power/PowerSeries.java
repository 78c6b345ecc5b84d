package dev.hamlet.common.power;

import java.util.Arrays;
import java.util.List;

/**
 * Power over time: the sum of some rails of one sensor group.
 *
 * <p>Immutable by agreement: nobody writes to the arrays.
 *
 * @param monotonicNs stamps, device monotonic ns, strictly growing
 * @param watts power at each stamp, in watts; may be negative
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of samples a trial
public record PowerSeries(long[] monotonicNs, double[] watts) {

  /** Refuses arrays of unequal length and stamps that do not grow. */
  public PowerSeries {
    if (monotonicNs.length != watts.length) {
      throw new IllegalArgumentException(
          monotonicNs.length + " stamps but " + watts.length + " powers");
    }
    for (int i = 1; i < monotonicNs.length; i++) {
      if (monotonicNs[i] <= monotonicNs[i - 1]) {
        throw new IllegalArgumentException("stamps do not grow at sample " + i);
      }
    }
  }

  /**
   * Watts of rails of one group from its batches, each stamp earlier by the group's lag: so a
   * sample stands where the power was that it reports.
   *
   * <p>A rail's watts are its power column, else its voltage times its current; the rails are
   * added, so they must stand side by side (never a supply and a component below it). Batches of
   * other groups are passed over. A sample that is not later than the one before it is left out: it
   * is one that was sent twice.
   *
   * @param batches batches in the order of their stamps
   * @param group the group
   * @param rails names of rails of the group, at least one
   * @throws dev.hamlet.common.error.HamletException if the columns of a rail give no power
   */
  public static PowerSeries of(List<SampleBatch> batches, SensorGroup group, List<String> rails) {
    List<SampleBatch> own =
        batches.stream().filter(batch -> batch.group().equals(group.group())).toList();
    int capacity = own.stream().mapToInt(SampleBatch::size).sum();
    long[] stamps = new long[capacity];
    double[] watts = new double[capacity];
    int size = 0;
    for (SampleBatch batch : own) {
      List<RailWatts> sources =
          rails.stream().map(rail -> RailWatts.of(batch.columns(), rail)).toList();
      for (int i = 0; i < batch.size(); i++) {
        long stampNs = batch.monotonicNs()[i] - group.lagNs();
        if (size == 0 || stampNs > stamps[size - 1]) {
          stamps[size] = stampNs;
          watts[size++] = sum(sources, batch, i);
        }
      }
    }
    return new PowerSeries(Arrays.copyOf(stamps, size), Arrays.copyOf(watts, size));
  }

  private static double sum(List<RailWatts> sources, SampleBatch batch, int index) {
    double watts = 0;
    for (RailWatts source : sources) {
      watts += source.at(batch, index);
    }
    return watts;
  }

  /** Number of samples. */
  public int size() {
    return monotonicNs.length;
  }

  /** Index of the last sample at or before a stamp; -1 if there is none. */
  public int indexAtOrBefore(long stampNs) {
    int index = Arrays.binarySearch(monotonicNs, stampNs);
    return index >= 0 ? index : -index - 2;
  }
}
