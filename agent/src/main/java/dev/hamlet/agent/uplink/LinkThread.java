package dev.hamlet.agent.uplink;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that a link's state belongs to: callbacks of gRPC and offers of other threads hop
 * onto it. A step that throws is logged; the link goes on.
 */
final class LinkThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LinkThread.class);

  private final ScheduledThreadPoolExecutor executor;

  LinkThread(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            step -> {
              Thread thread = new Thread(step, name);
              thread.setDaemon(true);
              return thread;
            },
            (step, closed) -> {
              // a callback of a stream that outlived the link: nobody is left whom it concerns
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Runs a step soon; in the order of the calls of one thread. */
  void run(Runnable step) {
    executor.execute(guarded(step));
  }

  /** Runs a step after a delay, unless the link is closed by then. */
  void after(long delayNs, Runnable step) {
    // nobody waits for a step: the guard logs what it throws
    ScheduledFuture<?> unused = executor.schedule(guarded(step), delayNs, TimeUnit.NANOSECONDS);
  }

  /** Runs a step again and again, until it says false. */
  void every(Duration period, BooleanSupplier step) {
    after(
        period.toNanos(),
        () -> {
          if (step.getAsBoolean()) {
            every(period, step);
          }
        });
  }

  private static Runnable guarded(Runnable step) {
    return () -> {
      try {
        step.run();
      } catch (RuntimeException e) {
        LOG.error("a step of the link failed", e);
      }
    };
  }

  /** No steps any more but the one that runs. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
