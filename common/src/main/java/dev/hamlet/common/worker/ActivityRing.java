package dev.hamlet.common.worker;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A ring of activity edges in memory that the processes of one device share: workers say when they
 * start and stop computing, and the simulated board turns that into power.
 *
 * <pre>
 *   byte 0    magic              "HAMRING1", u64
 *        8    capacity           slots, a power of two, u64
 *       64    published          edges published since the file was made, u64
 *      128    slot 0 .. capacity - 1, 32 bytes each:
 *               0  sequence      n + 1 once edge n is whole; 0 while the slot is written, i64
 *               8  stamp         device monotonic ns, i64
 *              16  level         1000 x busy threads, i64
 *              24  unused
 *   all numbers little-endian; edge n lies in slot n mod capacity
 * </pre>
 *
 * <p>Threads: one writer at a time, in any process, where a hand-over between writers happens after
 * the old one has stopped or died; one reader. They never wait for each other: a writer that laps
 * the reader overwrites, and the reader counts what it lost. The sequence is written last with
 * release semantics and read before and after the edge, so the reader never sees a torn edge.
 *
 * <p>A writer that dies leaves its last level standing; whoever notices the death publishes 0.
 *
 * <p>Ownership: the memory is unmapped when the ring is no longer reachable; the file belongs to
 * whoever created it.
 */
public final class ActivityRing {

  private final ByteBuffer memory;
  private final int capacity;
  private long read;
  private long overruns;

  private ActivityRing(ByteBuffer memory) {
    this.memory = memory;
    this.capacity = (int) RingFile.longAt(memory, RingFile.CAPACITY);
    this.read = published();
  }

  /**
   * Makes an empty ring in a file, replacing one that an earlier life left there.
   *
   * @param capacity slots, a power of two from 2 to 1,048,576
   */
  public static ActivityRing create(Path file, int capacity) {
    return new ActivityRing(RingFile.create(file, capacity));
  }

  /**
   * Opens a ring that another process made. As a reader it sees what is published from now on.
   *
   * @throws dev.hamlet.common.error.HamletException if the file is missing or is not such a ring
   */
  public static ActivityRing open(Path file) {
    return new ActivityRing(RingFile.open(file));
  }

  /**
   * Publishes an edge. Never blocks, never allocates. For the one writer.
   *
   * @param monotonicNs when, device monotonic ns; not before the edge published last
   * @param levelMilli level from then on: 1000 x busy threads, 0 for idle
   */
  public void publish(long monotonicNs, int levelMilli) {
    long edge = published();
    int slot = slot(edge);
    RingFile.LONGS.setOpaque(memory, slot, 0L);
    VarHandle.storeStoreFence();
    RingFile.LONGS.setOpaque(memory, slot + RingFile.STAMP, monotonicNs);
    RingFile.LONGS.setOpaque(memory, slot + RingFile.LEVEL, (long) levelMilli);
    RingFile.LONGS.setRelease(memory, slot, edge + 1);
    RingFile.LONGS.setRelease(memory, RingFile.PUBLISHED, edge + 1);
  }

  /**
   * Hands over every edge published since the last call, at most one ring full. Never blocks, never
   * allocates. For the one reader.
   *
   * @return how many edges were handed over
   */
  public int drain(EdgeConsumer consumer) {
    long until = published();
    skipTo(Math.max(read, until - capacity), until);
    int drained = 0;
    while (read < until) {
      if (handOver(read, consumer)) {
        drained++;
      } else {
        overruns++;
      }
      read++;
    }
    return drained;
  }

  /** Edges that were overwritten before {@link #drain} saw them. For the one reader. */
  public long overruns() {
    return overruns;
  }

  private void skipTo(long first, long until) {
    boolean foreign = until < read;
    overruns += foreign ? 1 : first - read;
    read = foreign ? until : first;
  }

  private boolean handOver(long edge, EdgeConsumer consumer) {
    int slot = slot(edge);
    if ((long) RingFile.LONGS.getAcquire(memory, slot) != edge + 1) {
      return false;
    }
    long monotonicNs = (long) RingFile.LONGS.getOpaque(memory, slot + RingFile.STAMP);
    long levelMilli = (long) RingFile.LONGS.getOpaque(memory, slot + RingFile.LEVEL);
    VarHandle.loadLoadFence();
    if ((long) RingFile.LONGS.getOpaque(memory, slot) != edge + 1) {
      return false;
    }
    consumer.edge(monotonicNs, (int) levelMilli);
    return true;
  }

  private long published() {
    return (long) RingFile.LONGS.getAcquire(memory, RingFile.PUBLISHED);
  }

  private int slot(long edge) {
    return RingFile.SLOTS + (int) (edge & (capacity - 1)) * RingFile.SLOT_BYTES;
  }
}
