package dev.hamlet.coordinator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does one thing again and again, and goes on when it failed. */
final class TickThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TickThread.class);

  private final ScheduledExecutorService executor;
  private final ScheduledFuture<?> ticking;

  TickThread(String name, Runnable tick, Duration interval) {
    executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    ticking =
        executor.scheduleWithFixedDelay(
            () -> guarded(name, tick), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    ticking.cancel(false);
    executor.shutdownNow();
  }

  private static void guarded(String name, Runnable tick) {
    try {
      tick.run();
    } catch (RuntimeException e) {
      LOG.warn("the {} thread failed once and goes on", name, e);
    }
  }
}
