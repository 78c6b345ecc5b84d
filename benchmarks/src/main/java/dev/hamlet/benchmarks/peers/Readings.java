package dev.hamlet.benchmarks.peers;

import dev.hamlet.common.time.TimeInterval;
import java.util.Arrays;

/**
 * What a sensor showed around one burst, and when the burst was.
 *
 * <p>A method that polls at a moment of its own sees what was read last before: at most about a
 * millisecond old, on top of what the sensor's own rounds make of it.
 *
 * @param monotonicNs stamps of readings, growing
 * @param watts sum of the rails at each
 * @param gateWatts ten readings over three seconds of idle, before the warm-up
 * @param idleBefore idle directly before the burst
 * @param burst the burst
 * @param inferences inferences of the burst
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of readings a trial
public record Readings(
    long[] monotonicNs,
    double[] watts,
    double[] gateWatts,
    TimeInterval idleBefore,
    TimeInterval burst,
    int inferences) {

  /** Index of the last reading at or before a moment; the first one if there is none. */
  int indexAt(long atNs) {
    int index = Arrays.binarySearch(monotonicNs, atNs);
    return Math.max(0, index >= 0 ? index : -index - 2);
  }

  /** Index of the reading that is nearest to a moment. */
  int nearest(long atNs) {
    int before = indexAt(atNs);
    boolean next =
        before + 1 < monotonicNs.length
            && monotonicNs[before + 1] - atNs < atNs - monotonicNs[before];
    return next ? before + 1 : before;
  }

  /** What a poll at a moment sees. */
  double wattsAt(long atNs) {
    return watts[indexAt(atNs)];
  }

  /** Whether there is anything to look at. */
  boolean isEmpty() {
    return monotonicNs.length == 0;
  }
}
