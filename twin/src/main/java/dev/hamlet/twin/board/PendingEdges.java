package dev.hamlet.twin.board;

import dev.hamlet.common.worker.EdgeConsumer;

/** Edges that are known but whose time has not been evaluated yet; bounded, drops are counted. */
final class PendingEdges implements EdgeConsumer {

  /** 64 K edges: one 50 ms lag of inferences that last 1.5 us each. */
  private static final int CAPACITY = 1 << 16;

  private final long[] monotonicNs = new long[CAPACITY];
  private final int[] levelMilli = new int[CAPACITY];
  private long added;
  private long removed;
  private long dropped;

  @Override
  public void edge(long edgeMonotonicNs, int edgeLevelMilli) {
    if (added - removed == CAPACITY) {
      dropped++;
      return;
    }
    int slot = slot(added++);
    monotonicNs[slot] = edgeMonotonicNs;
    levelMilli[slot] = edgeLevelMilli;
  }

  /** Whether there is room for what a source hands over at once. */
  boolean hasRoom() {
    return added - removed <= CAPACITY / 2;
  }

  boolean isEmpty() {
    return added == removed;
  }

  /** Stamp of the oldest; {@link Long#MAX_VALUE} if there is none. */
  long oldestNs() {
    return added == removed ? Long.MAX_VALUE : monotonicNs[slot(removed)];
  }

  /** Takes the oldest out and returns its level. */
  int removeOldest() {
    return levelMilli[slot(removed++)];
  }

  long dropped() {
    return dropped;
  }

  private static int slot(long position) {
    return (int) (position & (CAPACITY - 1));
  }
}
