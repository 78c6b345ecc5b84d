package dev.hamlet.coordinator.cell;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.commit.AfterCommit;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code cell}: works off events one after the other, and ticks in between.
 *
 * <p>Events that wait are worked off in batches, each of at most {@value #BATCH_EVENTS} events and
 * {@value #BATCH_MS} ms: what they write becomes durable together, and only then does anything
 * leave ({@link AfterCommit}). A single event is a batch of its own, so nothing waits for company.
 *
 * <p>The queue is bounded. {@link #execute} refuses when it is full, so that the network's threads
 * never wait; {@link #post} waits for room. An event that fails is logged and counted, and the loop
 * goes on. An {@link Error} ends it, and so does a batch that cannot be made durable: what is in
 * memory is then not what is stored, and only a new life that reads the store can go on.
 */
public final class EventLoop implements Executor, AutoCloseable {

  private static final int CAPACITY = 8_192;
  private static final int BATCH_EVENTS = 1_024;
  private static final int BATCH_MS = 50;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private final MonotonicClock clock = new SystemClock();
  private final BlockingQueue<Runnable> events;
  private final int capacity;
  private final AfterCommit afterCommit;
  private final LongAdder rejected = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean open = true;

  /** A running loop that holds 8,192 events and whose events write nothing. */
  public EventLoop(Runnable tick, Duration interval) {
    this(new AfterCommit(Runnable::run), CAPACITY, tick, interval);
  }

  /**
   * A running loop.
   *
   * @param afterCommit makes batches durable
   * @param capacity most events that wait
   * @param tick called on the loop about every {@code interval} while it is not behind
   * @param interval between ticks
   */
  public EventLoop(AfterCommit afterCommit, int capacity, Runnable tick, Duration interval) {
    this.afterCommit = afterCommit;
    this.capacity = capacity;
    events = new ArrayBlockingQueue<>(capacity);
    thread = new Thread(() -> live(tick, interval.toNanos()), "cell");
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
          open ? capacity + " events are waiting" : "the event loop is closed");
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

  /** Why the loop has ended by itself; does not complete while it lives or if it is closed. */
  public CompletionStage<Throwable> failure() {
    return failure;
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

  private void live(Runnable tick, long intervalNs) {
    try {
      work(tick, intervalNs);
    } catch (RuntimeException | Error end) {
      open = false;
      LOG.error("the event loop has ended: what it did last is not stored, nothing was told", end);
      failure.complete(end);
    }
  }

  private void work(Runnable tick, long intervalNs) {
    Ticker ticker = new Ticker(clock, intervalNs);
    while (open) {
      try {
        Runnable event = events.poll(ticker.untilNextNs(), TimeUnit.NANOSECONDS);
        if (event != null || ticker.isDue()) {
          afterCommit.batch(() -> batch(event, ticker, tick));
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Works off what waits, and the tick if it is time. */
  private void batch(@Nullable Runnable first, Ticker ticker, Runnable tick) {
    long endNs = clock.monotonicNs() + TimeUnit.MILLISECONDS.toNanos(BATCH_MS);
    Runnable event = first;
    int count = 0;
    while (event != null) {
      guarded(event);
      count++;
      boolean goesOn = open && count < BATCH_EVENTS && clock.monotonicNs() - endNs < 0;
      event = goesOn ? events.poll() : null;
    }
    if (ticker.takeDue()) {
      guarded(tick);
    }
  }

  private void guarded(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException problem) {
      failed.increment();
      LOG.error("an event of the cell thread failed", problem);
    }
  }

  /** When the next tick is due, by the process's own clock. */
  private static final class Ticker {

    private final MonotonicClock clock;
    private final long intervalNs;
    private long nextNs;

    Ticker(MonotonicClock clock, long intervalNs) {
      this.clock = clock;
      this.intervalNs = intervalNs;
      this.nextNs = clock.monotonicNs() + intervalNs;
    }

    long untilNextNs() {
      return Math.max(0, nextNs - clock.monotonicNs());
    }

    boolean isDue() {
      return clock.monotonicNs() - nextNs >= 0;
    }

    /** Whether it is due; the next one is then an interval from now. */
    boolean takeDue() {
      boolean due = isDue();
      if (due) {
        nextNs = clock.monotonicNs() + intervalNs;
      }
      return due;
    }
  }
}
