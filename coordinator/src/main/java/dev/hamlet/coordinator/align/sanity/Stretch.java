package dev.hamlet.coordinator.align.sanity;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;

/**
 * The samples of a rail within one window.
 *
 * @param series all of its samples
 * @param from index of the first in the window
 * @param to index after the last
 */
record Stretch(PowerSeries series, int from, int to) {

  static Stretch of(PowerSeries series, TimeInterval window) {
    int from = series.indexAtOrBefore(window.startNs() - 1) + 1;
    int to = series.indexAtOrBefore(window.endNs() - 1) + 1;
    return new Stretch(series, from, Math.max(from, to));
  }

  int samples() {
    return to - from;
  }

  /** The longest run of equal values; of no sample if the window has none. */
  Rest longestRest() {
    int start = from;
    int bestFrom = from;
    int bestSamples = 0;
    for (int i = from; i < to; i++) {
      if (watts(i) != watts(start)) {
        start = i;
      }
      if (i - start + 1 > bestSamples) {
        bestFrom = start;
        bestSamples = i - start + 1;
      }
    }
    return bestSamples == 0 ? new Rest(from, 0, 0, Double.NaN) : rest(bestFrom, bestSamples);
  }

  Liveliness liveliness() {
    return livelinessOutside(new Rest(from, 0, 0, Double.NaN));
  }

  /** How it moves where it does not rest. */
  Liveliness livelinessOutside(Rest rest) {
    int samples = 0;
    int ups = 0;
    int downs = 0;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    boolean third = false;
    for (int i = from + 1; i < to; i++) {
      if (i >= rest.from() && i <= rest.from() + rest.samples()) {
        continue; // steps into, within and out of the rest
      }
      samples++;
      ups += watts(i) > watts(i - 1) ? 1 : 0;
      downs += watts(i) < watts(i - 1) ? 1 : 0;
      third |= lowest < highest && watts(i) != lowest && watts(i) != highest;
      lowest = Math.min(lowest, watts(i));
      highest = Math.max(highest, watts(i));
    }
    int values = third ? 3 : lowest < highest ? 2 : 1;
    return new Liveliness(samples, ups, downs, values);
  }

  /** Highest less lowest value; 0 without samples. */
  double rangeWatts() {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      lowest = Math.min(lowest, watts(i));
      highest = Math.max(highest, watts(i));
    }
    return samples() == 0 ? 0 : highest - lowest;
  }

  private double watts(int i) {
    return series.watts()[i];
  }

  private Rest rest(int start, int samples) {
    long[] stamps = series.monotonicNs();
    return new Rest(start, samples, stamps[start + samples - 1] - stamps[start], watts(start));
  }
}
