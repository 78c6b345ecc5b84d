package dev.hamlet.coordinator.telemetry;

import java.util.TreeMap;

/**
 * Sequences of one session: everything up to a point, and islands above it.
 *
 * <pre>
 *   1 2 3 4 5 . . 8 9 . 11       through = 5, islands = {8..9, 11..11}
 * </pre>
 *
 * <p>Not safe for threads: its owner holds a lock.
 */
final class SequenceSet {

  private long through;

  /** First of each island to its last. */
  private final TreeMap<Long, Long> islands = new TreeMap<>();

  /** Highest sequence s such that 1 .. s are all in. */
  long through() {
    return through;
  }

  boolean contains(long sequence) {
    if (sequence <= through) {
      return true;
    }
    var island = islands.floorEntry(sequence);
    return island != null && sequence <= island.getValue();
  }

  /** Adds one; false if it is in already. */
  boolean add(long sequence) {
    if (contains(sequence)) {
      return false;
    }
    if (sequence == through + 1) {
      advanceTo(sequence);
    } else {
      addIsland(sequence);
    }
    return true;
  }

  /** Adds everything up to a sequence. */
  void addThrough(long sequence) {
    if (sequence > through) {
      advanceTo(sequence);
    }
  }

  private void advanceTo(long sequence) {
    through = sequence;
    while (!islands.isEmpty() && islands.firstKey() <= through + 1) {
      through = Math.max(through, islands.pollFirstEntry().getValue());
    }
  }

  private void addIsland(long sequence) {
    long first = sequence;
    long last = sequence;
    var before = islands.floorEntry(sequence);
    if (before != null && before.getValue() == sequence - 1) {
      first = before.getKey();
    }
    Long after = islands.remove(sequence + 1);
    if (after != null) {
      last = after;
    }
    islands.put(first, last);
  }
}
