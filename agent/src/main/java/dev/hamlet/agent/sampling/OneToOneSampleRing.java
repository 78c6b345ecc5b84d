package dev.hamlet.agent.sampling;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded ring of power samples between the sampling thread and the batcher.
 *
 * <p>Threads: one thread offers, one thread drains; neither ever waits for the other. When it is
 * full the newest sample is refused, and the caller counts it.
 *
 * <p>Ownership: a slot belongs to the offering thread until {@link #offer} returns, then to the
 * draining thread until it has drained it. Values are copied in and out.
 */
public final class OneToOneSampleRing {

  private final int capacity;
  private final int columns;
  private final long[] monotonicNs;
  private final int[] halfWidthNs;
  private final long[] values;
  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong drained = new AtomicLong();

  /**
   * An empty ring.
   *
   * @param columns values per sample
   * @param capacity samples it holds, a power of two
   */
  public OneToOneSampleRing(int columns, int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity must be a power of two: " + capacity);
    }
    this.capacity = capacity;
    this.columns = columns;
    this.monotonicNs = new long[capacity];
    this.halfWidthNs = new int[capacity];
    this.values = new long[capacity * columns];
  }

  /**
   * Copies a sample in; for the offering thread. Never allocates.
   *
   * @return false if the ring is full
   */
  public boolean offer(long sampleMonotonicNs, int sampleHalfWidthNs, long[] sampleValues) {
    long position = offered.getPlain();
    if (position - drained.getAcquire() >= capacity) {
      return false;
    }
    int slot = slot(position);
    monotonicNs[slot] = sampleMonotonicNs;
    halfWidthNs[slot] = sampleHalfWidthNs;
    System.arraycopy(sampleValues, 0, values, slot * columns, columns);
    offered.setRelease(position + 1);
    return true;
  }

  /** Samples that wait; exact on the draining thread, where it can only grow. */
  public int size() {
    return (int) (offered.getAcquire() - drained.getPlain());
  }

  /**
   * Moves the oldest samples out, as columns; for the draining thread.
   *
   * @param intoMonotonicNs takes the stamps; its length says how many samples, at most {@link
   *     #size}
   * @param intoHalfWidthNs takes the half widths, of the same length
   * @param intoValues takes one array per column, of the same length
   */
  public void drain(long[] intoMonotonicNs, int[] intoHalfWidthNs, long[][] intoValues) {
    int count = intoMonotonicNs.length;
    if (count > size()) {
      throw new IllegalArgumentException(count + " samples wanted, but only " + size() + " wait");
    }
    long position = drained.getPlain();
    for (int i = 0; i < count; i++) {
      int slot = slot(position + i);
      intoMonotonicNs[i] = monotonicNs[slot];
      intoHalfWidthNs[i] = halfWidthNs[slot];
      for (int column = 0; column < columns; column++) {
        intoValues[column][i] = values[slot * columns + column];
      }
    }
    drained.setRelease(position + count);
  }

  private int slot(long position) {
    return (int) (position & (capacity - 1));
  }
}
