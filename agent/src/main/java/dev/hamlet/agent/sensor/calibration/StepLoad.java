package dev.hamlet.agent.sensor.calibration;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.worker.ActivityRing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A load that can be put on a board and taken off again. */
public interface StepLoad {

  /** Puts the load on; closing what comes back takes it off. */
  Running begin();

  /** A load that is on. */
  @FunctionalInterface
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  /** Threads of this process that are busy with nothing. */
  static StepLoad busyThreads(int threads) {
    return () -> {
      AtomicBoolean on = new AtomicBoolean(true);
      List<Thread> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Thread thread = new Thread(() -> spin(on), "step-load-" + i);
        thread.setDaemon(true);
        running.add(thread);
      }
      running.forEach(Thread::start);
      return () -> on.set(false);
    };
  }

  /** What a twin takes for busy threads: levels in its activity ring. */
  static StepLoad ofTwin(ActivityRing ring, int threads, MonotonicClock clock) {
    return () -> {
      ring.publish(clock.monotonicNs(), 1_000 * threads);
      return () -> ring.publish(clock.monotonicNs(), 0);
    };
  }

  private static void spin(AtomicBoolean on) {
    while (on.get()) {
      Thread.onSpinWait();
    }
  }
}
