package dev.hamlet.agent.trial;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks on a thread of its own, {@code watch}, which sleeps between looks. */
public final class PollingThread implements Polling, AutoCloseable {

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts no thread before the first look. */
  public PollingThread() {
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Poll every(long periodNs, Runnable look) {
    ScheduledFuture<?> looking =
        executor.scheduleAtFixedRate(look, 0, periodNs, TimeUnit.NANOSECONDS);
    return () -> looking.cancel(false);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
