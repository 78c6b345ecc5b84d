package dev.hamlet.common.time.offset;

/** The last nodes of a clock's history, oldest first. Fixed arrays; belongs to one thread. */
final class NodeRing {

  private final long[] deviceNs;
  private final long[] lowNs;
  private final long[] highNs;
  private final boolean[] stepped;
  private int first;
  private int size;

  NodeRing(int capacity) {
    deviceNs = new long[capacity];
    lowNs = new long[capacity];
    highNs = new long[capacity];
    stepped = new boolean[capacity];
  }

  int size() {
    return size;
  }

  void add(long stampNs, OffsetBounds bounds, boolean steppedBefore) {
    if (size == deviceNs.length) {
      first = slot(1);
      size--;
    }
    int at = slot(size++);
    deviceNs[at] = stampNs;
    lowNs[at] = bounds.lowNs();
    highNs[at] = bounds.highNs();
    stepped[at] = steppedBefore;
  }

  long stampNs(int i) {
    return deviceNs[slot(i)];
  }

  OffsetBounds bounds(int i) {
    return new OffsetBounds(lowNs[slot(i)], highNs[slot(i)]);
  }

  boolean steppedBefore(int i) {
    return stepped[slot(i)];
  }

  /** The last node at or before a stamp, -1 if there is none. */
  int atOrBefore(long stampNs) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stampNs(middle) <= stampNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private int slot(int i) {
    return (first + i) % deviceNs.length;
  }
}
