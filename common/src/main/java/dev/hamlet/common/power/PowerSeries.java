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
 * @param means true if each power is the mean since the stamp before, as energy counters give it:
 *     then the energy from sample to sample is exact, and a power at a moment is not known
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of samples a trial
public record PowerSeries(long[] monotonicNs, double[] watts, boolean means) {

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

  /** Power at moments. */
  public PowerSeries(long[] monotonicNs, double[] watts) {
    this(monotonicNs, watts, false);
  }

  /**
   * Watts of rails of one group from its batches, each stamp earlier by the group's lag: so a
   * sample stands where the power was that it reports.
   *
   * <p>A rail's watts are its power column, else its voltage times its current, else the
   * differences of its energy counter, which may start over; then its correction is applied. The
   * rails are added, so they must stand side by side (never a supply and a component below it).
   * Batches of other groups are passed over. A sample that is not later than the one before it is
   * left out: it is one that was sent twice.
   *
   * @param batches batches in the order of their stamps
   * @param group the group
   * @param rails names of rails of the group, at least one
   * @throws dev.hamlet.common.error.HamletException if the columns of a rail give no power, or a
   *     counter went back that never starts over
   */
  public static PowerSeries of(List<SampleBatch> batches, SensorGroup group, List<String> rails) {
    List<SampleBatch> own =
        batches.stream().filter(batch -> batch.group().equals(group.group())).toList();
    return new SeriesSum(group, rails).of(own);
  }

  /**
   * Energy from a sample to the next, as far as it lies between two moments: a trapezoid with its
   * sides interpolated, or the share of the counter's difference.
   *
   * @return watt nanoseconds
   */
  public double wattNsBetween(int index, long startNs, long endNs) {
    long fromNs = Math.max(monotonicNs[index], startNs);
    long toNs = Math.min(monotonicNs[index + 1], endNs);
    if (toNs <= fromNs) {
      return 0;
    }
    return means
        ? watts[index + 1] * (toNs - fromNs)
        : (wattsAt(index, fromNs) + wattsAt(index, toNs)) / 2 * (toNs - fromNs);
  }

  /** Power on the line from a sample to the next. */
  private double wattsAt(int index, long stampNs) {
    double share =
        (double) (stampNs - monotonicNs[index]) / (monotonicNs[index + 1] - monotonicNs[index]);
    return watts[index] + share * (watts[index + 1] - watts[index]);
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
