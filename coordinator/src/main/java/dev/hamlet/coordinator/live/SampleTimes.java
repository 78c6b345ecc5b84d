package dev.hamlet.coordinator.live;

import dev.hamlet.common.metrics.Histogram;
import dev.hamlet.common.metrics.HistogramValue;
import dev.hamlet.common.power.SampleBatch;

/** Distances and durations of the reads of one sensor group. Its owner holds a lock. */
final class SampleTimes {

  private final Histogram intervals =
      new Histogram(.0005, .0009, .001, .0011, .0015, .002, .005, .01, .1);
  private final Histogram reads = new Histogram(.00002, .00005, .0001, .0002, .0005, .001, .002);
  private long lastNs = Long.MIN_VALUE;

  /** Another epoch: the last stamp says nothing any more. */
  void restartClock() {
    lastNs = Long.MIN_VALUE;
  }

  /** Takes the samples of a batch that are later than the last one. */
  void add(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      long stampNs = batch.monotonicNs()[i];
      if (stampNs > lastNs) {
        if (lastNs != Long.MIN_VALUE) {
          intervals.add((stampNs - lastNs) / 1e9);
        }
        reads.add(2 * batch.halfWidthNs()[i] / 1e9);
        lastNs = stampNs;
      }
    }
  }

  HistogramValue intervals() {
    return intervals.value();
  }

  HistogramValue reads() {
    return reads.value();
  }
}
