package dev.hamlet.agent.sampling;

import dev.hamlet.common.time.Waiter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs a duty cycle on a daemon thread of its own until it is closed. Single use.
 *
 * <p>Errors: an exception of a step is counted and handed to the error handler, and the loop goes
 * on; an {@link Error} is counted and handed over too, and ends the loop.
 *
 * <p>Threads: {@link #start} and {@link #close} from any thread; close is idempotent and bounded.
 */
public final class DutyCycleRunner implements AutoCloseable {

  /**
   * How long {@link #close} waits for the step in progress, twice: before and after an interrupt.
   */
  private static final long CLOSE_TIMEOUT_MS = 1_000;

  private final DutyCycle cycle;
  private final Waiter waiter;
  private final LoopErrorHandler errors;
  private final Thread thread;
  private final Runnable oneStep = this::waitAndStep;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong errorCount = new AtomicLong();

  /**
   * A runner that is not started yet.
   *
   * @param threadName name of its thread
   * @param onThread done once on the new thread before the first step, for instance {@link
   *     TimerSlack#lower}
   */
  public DutyCycleRunner(
      String threadName,
      DutyCycle cycle,
      Waiter waiter,
      LoopErrorHandler errors,
      Runnable onThread) {
    this.cycle = cycle;
    this.waiter = waiter;
    this.errors = errors;
    this.thread = new Thread(() -> run(onThread), threadName);
    this.thread.setDaemon(true);
  }

  /**
   * Starts the thread.
   *
   * @throws IllegalThreadStateException if it was started before
   */
  public void start() {
    thread.start();
  }

  /** Exceptions and errors that steps have thrown. */
  public long errorCount() {
    return errorCount.get();
  }

  /** Whether the loop runs. */
  public boolean running() {
    return thread.isAlive();
  }

  /**
   * Asks the loop to end after the step in progress and waits for it. A thread that does not end
   * within the time is left behind (it is a daemon) and reported to the error handler.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true) && !joined()) {
      thread.interrupt();
      if (!joined()) {
        report(new IllegalStateException("thread " + thread.getName() + " does not end"));
      }
    }
  }

  private void run(Runnable onThread) {
    guarded(onThread);
    while (!closed.get()) {
      guarded(oneStep);
    }
  }

  private void guarded(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      report(e);
    } catch (Error e) {
      report(e);
      throw e;
    }
  }

  private void waitAndStep() {
    try {
      waiter.waitUntil(cycle.nextDeadlineNs());
    } catch (InterruptedException e) {
      // Only close interrupts by right; any other interrupt is reported and the loop goes on.
      if (!closed.get()) {
        report(e);
      }
      return;
    }
    if (!closed.get()) {
      cycle.step();
    }
  }

  /** A handler that throws must not end the loop either. */
  private void report(Throwable problem) {
    errorCount.incrementAndGet();
    try {
      errors.onError(problem);
    } catch (RuntimeException ignored) {
      errorCount.incrementAndGet();
    }
  }

  private boolean joined() {
    boolean interrupted = false;
    try {
      thread.join(CLOSE_TIMEOUT_MS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
