package dev.hamlet.agent.sampling;

import dev.hamlet.common.power.SamplingCounters;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counters of a sampling session, counted by one thread and read by any.
 *
 * <p>Every deadline is booked in one go: readers see it in {@code due} and in what became of it, or
 * in neither, so the identity of {@link SamplingCounters} holds in every snapshot. A version that
 * is odd while a booking is under way makes readers try again; the counting thread never waits.
 */
final class OneToManyTally {

  private static final int DUE = 0;
  private static final int TAKEN = 1;
  private static final int LATE = 2;
  private static final int MISSED = 3;
  private static final int SENSOR_FAILED = 4;
  private static final int NOT_READY = 5;
  private static final int RING_FULL = 6;

  private final AtomicLong version = new AtomicLong();
  private final AtomicLongArray counts = new AtomicLongArray(7);

  void missed(long deadlines) {
    begin();
    add(DUE, deadlines);
    add(MISSED, deadlines);
    end();
  }

  void taken(boolean late, boolean ringFull) {
    begin();
    add(DUE, 1);
    add(TAKEN, 1);
    add(LATE, late ? 1 : 0);
    add(RING_FULL, ringFull ? 1 : 0);
    end();
  }

  void sensorFailed() {
    begin();
    add(DUE, 1);
    add(SENSOR_FAILED, 1);
    end();
  }

  void notReady() {
    begin();
    add(DUE, 1);
    add(NOT_READY, 1);
    end();
  }

  /** A consistent snapshot, from any thread. */
  SamplingCounters snapshot() {
    while (true) {
      long before = version.getAcquire();
      SamplingCounters seen =
          new SamplingCounters(
              get(DUE),
              get(TAKEN),
              get(LATE),
              get(MISSED),
              get(SENSOR_FAILED),
              get(NOT_READY),
              get(RING_FULL));
      VarHandle.loadLoadFence();
      if ((before & 1) == 0 && version.getOpaque() == before) {
        return seen;
      }
      Thread.onSpinWait();
    }
  }

  private void begin() {
    version.setOpaque(version.getPlain() + 1);
    VarHandle.storeStoreFence();
  }

  private void end() {
    version.setRelease(version.getPlain() + 1);
  }

  private void add(int counter, long by) {
    counts.setOpaque(counter, counts.getPlain(counter) + by);
  }

  private long get(int counter) {
    return counts.getOpaque(counter);
  }
}
