package dev.hamlet.agent.simulation;

import dev.hamlet.common.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thread's timetable, worked off by the test's own thread as it moves a clock on. */
public final class ManualExecutor extends AbstractExecutorService
    implements ScheduledExecutorService {

  private final ManualClock clock;
  private final List<Due> waiting = new ArrayList<>();
  private boolean shutdown;

  /** An executor that nothing waits on. */
  public ManualExecutor(ManualClock clock) {
    this.clock = clock;
  }

  /** Does what is due now, and what that makes due. */
  public void run() {
    advance(Duration.ZERO);
  }

  /** Moves the clock on; whatever becomes due meanwhile is done at its time. */
  public void advance(Duration by) {
    long untilNs = clock.monotonicNs() + by.toNanos();
    for (Due next = next(untilNs); next != null; next = next(untilNs)) {
      waiting.remove(next);
      clock.waitUntil(next.atNs);
      next.run();
    }
    clock.waitUntil(untilNs);
  }

  /** When the next action is due, from now; negative if there is none. */
  public Duration untilNext() {
    return waiting.stream()
        .map(due -> Duration.ofNanos(due.atNs - clock.monotonicNs()))
        .min(Comparator.naturalOrder())
        .orElse(Duration.ofNanos(-1));
  }

  private @Nullable Due next(long untilNs) {
    return waiting.stream()
        .filter(due -> due.atNs <= untilNs)
        .min(Comparator.comparingLong(due -> due.atNs)) // of equals the first that was asked for
        .orElse(null);
  }

  @Override
  public void execute(Runnable action) {
    waiting.add(new Due(action, clock.monotonicNs()));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
    Due due = new Due(action, clock.monotonicNs() + unit.toNanos(delay));
    waiting.add(due);
    return due;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> action, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable action, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable action, long initialDelay, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return shutdown;
  }

  private final class Due extends FutureTask<@Nullable Void>
      implements ScheduledFuture<@Nullable Void> {

    private final long atNs;

    Due(Runnable action, long atNs) {
      super(action, null);
      this.atNs = atNs;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      waiting.remove(this);
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(atNs - clock.monotonicNs(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
