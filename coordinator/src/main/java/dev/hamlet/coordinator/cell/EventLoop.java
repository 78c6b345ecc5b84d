package dev.hamlet.coordinator.cell;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.SystemClock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code cell}: works off events one after the other, and ticks in between.
 *
 * <p>The queue holds {@value #CAPACITY} events. {@link #execute} refuses when it is full, so that
 * the network's threads never wait; {@link #post} waits for room. An event that fails is logged and
 * counted, and the loop goes on; an {@link Error} ends it.
 */
public final class EventLoop implements Executor, AutoCloseable {

  private static final int CAPACITY = 8_192;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private final BlockingQueue<Runnable> events = new ArrayBlockingQueue<>(CAPACITY);
  private final LongAdder rejected = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Thread thread;
  private volatile boolean open = true;

  /**
   * A running loop.
   *
   * @param tick called on the loop about every {@code interval} while it is not behind
   * @param interval between ticks
   */
  public EventLoop(Runnable tick, Duration interval) {
    thread = new Thread(() -> work(tick, interval.toNanos()), "cell");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Queues an event.
   *
   * @throws RejectedExecutionException at once if the queue is full or the loop is closed
   */
  @Override
  public void execute(Runnable event) {
    if (!open || !events.offer(event)) {
      rejected.increment();
      throw new RejectedExecutionException(
          open ? CAPACITY + " events are waiting" : "the event loop is closed");
    }
  }

  /**
   * Queues an event and waits for room; never to be called on the loop itself. After the loop was
   * closed the event is dropped and counted as rejected.
   */
  public void post(Runnable event) {
    try {
      while (open) {
        if (events.offer(event, 100, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    rejected.increment();
  }

  /** Events refused because the queue was full or the loop closed. */
  public long rejected() {
    return rejected.sum();
  }

  /** Events and ticks that failed. */
  public long failed() {
    return failed.sum();
  }

  /** Whether the loop lives. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Ends the loop after the event in hand; waits for that at most five seconds. */
  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("the event loop did not end within {} s", STOP_WITHIN.toSeconds());
    }
  }

  private void work(Runnable tick, long intervalNs) {
    Ticker ticker = new Ticker(intervalNs);
    while (open) {
      try {
        Runnable event = events.poll(ticker.untilNextNs(), TimeUnit.NANOSECONDS);
        if (event != null) {
          guarded(event);
        }
        if (ticker.isDue()) {
          guarded(tick);
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void guarded(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException failure) {
      failed.increment();
      LOG.error("an event of the cell thread failed", failure);
    }
  }

  /** When the next tick is due, by the process's own clock. */
  private static final class Ticker {

    private final MonotonicClock clock = new SystemClock();
    private final long intervalNs;
    private long nextNs;

    Ticker(long intervalNs) {
      this.intervalNs = intervalNs;
      this.nextNs = clock.monotonicNs() + intervalNs;
    }

    long untilNextNs() {
      return Math.max(0, nextNs - clock.monotonicNs());
    }

    boolean isDue() {
      long nowNs = clock.monotonicNs();
      if (nowNs - nextNs < 0) {
        return false;
      }
      nextNs = nowNs + intervalNs;
      return true;
    }
  }
}
