package dev.hamlet.twin.board;

import dev.hamlet.common.worker.EdgeConsumer;

/**
 * Edges that are known but whose time has not been evaluated yet; bounded, drops are counted. Room
 * for more than a few is made when they come: a fleet of boards in one process is mostly idle.
 */
final class PendingEdges implements EdgeConsumer {

  /** 64 K edges: one 50 ms lag of inferences that last 1.5 us each. */
  private static final int CAPACITY = 1 << 16;

  private static final int FIRST_ROOM = 512;

  private long[] monotonicNs = new long[FIRST_ROOM];
  private int[] levelMilli = new int[FIRST_ROOM];
  private long added;
  private long removed;
  private long dropped;

  @Override
  public void edge(long edgeMonotonicNs, int edgeLevelMilli) {
    if (added - removed == CAPACITY) {
      dropped++;
      return;
    }
    if (added - removed == monotonicNs.length) {
      grow();
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

  /** Twice the room; what waits is moved to its beginning. */
  private void grow() {
    int size = monotonicNs.length;
    long[] moreNs = new long[2 * size];
    int[] moreLevels = new int[2 * size];
    for (int i = 0; i < size; i++) {
      moreNs[i] = monotonicNs[slot(removed + i)];
      moreLevels[i] = levelMilli[slot(removed + i)];
    }
    monotonicNs = moreNs;
    levelMilli = moreLevels;
    removed = 0;
    added = size;
  }

  private int slot(long position) {
    return (int) (position & (monotonicNs.length - 1));
  }
}
