package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.telemetry.segment.Segment;
import dev.hamlet.coordinator.telemetry.segment.Segment.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * Sample batches of one group and boot by time. Not safe for threads: its owner holds a lock.
 *
 * <p>Batches of one group follow one another and do not overlap, so they are found by bisection.
 */
final class TimeIndex {

  /** A batch: stamps of its first and last sample, and where it lies. */
  private record Entry(long firstNs, long lastNs, Location location) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(long firstNs, long lastNs, Location location) {
    entries.add(firstAtOrAfter(firstNs + 1), new Entry(firstNs, lastNs, location));
  }

  void remove(Segment segment) {
    entries.removeIf(entry -> entry.location().segment().equals(segment));
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Batches with a sample in the window or on both sides of it, in the order of their stamps. */
  List<Location> overlapping(TimeInterval window) {
    int from = firstAtOrAfter(window.startNs());
    while (from > 0 && entries.get(from - 1).lastNs() >= window.startNs()) {
      from--;
    }
    List<Location> found = new ArrayList<>();
    for (int i = from; i < entries.size() && entries.get(i).firstNs() < window.endNs(); i++) {
      found.add(entries.get(i).location());
    }
    return found;
  }

  private int firstAtOrAfter(long stampNs) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).firstNs() < stampNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
