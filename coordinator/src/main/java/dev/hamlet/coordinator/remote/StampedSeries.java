package dev.hamlet.coordinator.remote;

import java.util.Arrays;

/**
 * Samples of one series, each in a millisecond of its own.
 *
 * <p>Immutable by agreement: nobody writes to the arrays.
 *
 * @param name the series
 * @param epochMs wall clock of the coordinator, ms since 1970-01-01 UTC
 * @param watts power at each stamp
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of samples a request
public record StampedSeries(SeriesName name, long[] epochMs, double[] watts) {

  /** Refuses arrays of unequal length. */
  public StampedSeries {
    if (epochMs.length != watts.length) {
      throw new IllegalArgumentException(
          epochMs.length + " stamps but " + watts.length + " powers");
    }
  }

  /** Number of samples. */
  public int size() {
    return epochMs.length;
  }

  /** Its samples from one index to before another. */
  public StampedSeries part(int from, int to) {
    return new StampedSeries(
        name, Arrays.copyOfRange(epochMs, from, to), Arrays.copyOfRange(watts, from, to));
  }

  /** Those of its samples whose stamp is in a stretch, the end not included; it ascends. */
  public StampedSeries within(long fromEpochMs, long toEpochMs) {
    int from = firstAtOrAfter(fromEpochMs);
    return part(from, Math.max(from, firstAtOrAfter(toEpochMs)));
  }

  private int firstAtOrAfter(long stampMs) {
    int index = Arrays.binarySearch(epochMs, stampMs);
    return index >= 0 ? index : -index - 1;
  }
}
