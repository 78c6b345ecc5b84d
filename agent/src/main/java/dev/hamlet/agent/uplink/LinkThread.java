package dev.hamlet.agent.uplink;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that a link's state belongs to: callbacks of gRPC and offers of other threads hop
 * onto it. A step that throws is logged; the link goes on.
 *
 * <p>It is the link's own, or one that many links of a process share: then closing it ends the
 * link's steps and leaves the thread to the others.
 */
public final class LinkThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LinkThread.class);
  private static final long STOP_WITHIN_S = 5;

  private final ScheduledExecutorService executor;
  private final boolean shared;
  private volatile boolean closed;

  private LinkThread(ScheduledExecutorService executor, boolean shared) {
    this.executor = executor;
    this.shared = shared;
  }

  /** A thread of the link's own. */
  public static LinkThread own(String name) {
    ScheduledThreadPoolExecutor executor =
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
    return new LinkThread(executor, false);
  }

  /**
   * A thread that links share.
   *
   * @param executor of one thread, which outlives the link and is never the one that closes it; the
   *     caller ends it after its links are closed
   */
  public static LinkThread shared(ScheduledExecutorService executor) {
    return new LinkThread(executor, true);
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

  private Runnable guarded(Runnable step) {
    return () -> {
      try {
        if (!closed) {
          step.run();
        }
      } catch (RuntimeException e) {
        LOG.error("a step of the link failed", e);
      }
    };
  }

  /** No steps any more but those that were asked for before. */
  @Override
  public void close() {
    try {
      if (shared) {
        leave();
      } else {
        end();
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private void leave() throws InterruptedException {
    CountDownLatch left = new CountDownLatch(1);
    executor.execute(
        () -> {
          closed = true;
          left.countDown();
        });
    if (!left.await(STOP_WITHIN_S, TimeUnit.SECONDS)) {
      closed = true;
    }
  }

  private void end() throws InterruptedException {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      throw e;
    }
  }
}
