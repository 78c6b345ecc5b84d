package dev.hamlet.agent.simulation;

import dev.hamlet.agent.simulation.board.VirtualBoard;
import dev.hamlet.common.time.MonotonicClock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the lease work of one life of an agent on a thread that many share: a step, then a turn
 * for the others. After a step the board rests for as long as the step would have taken.
 *
 * <p>Threads: {@link #wake} and {@link #pause} on any; steps on the working thread.
 */
final class WorkLoop {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

  private final Steps steps;
  private final VirtualBoard board;
  private final Speed speed;
  private final ScheduledExecutorService thread;
  private final MonotonicClock clock;
  private final long startRealNs;
  private final long startVirtualNs;
  private boolean scheduled;
  private boolean woken;
  private boolean paused;
  private boolean ended;

  /** The work, a step at a time. */
  @FunctionalInterface
  interface Steps {

    /**
     * Does one step.
     *
     * @return false if there is nothing to do before somebody wakes the loop
     */
    boolean step() throws InterruptedException;
  }

  WorkLoop(
      Steps steps,
      VirtualBoard board,
      Speed speed,
      ScheduledExecutorService thread,
      MonotonicClock clock) {
    this.steps = steps;
    this.board = board;
    this.speed = speed;
    this.thread = thread;
    this.clock = clock;
    this.startRealNs = clock.monotonicNs();
    this.startVirtualNs = board.clock().monotonicNs();
  }

  /** There may be something to do. */
  synchronized void wake() {
    woken = true;
    schedule(0);
  }

  /** Does nothing until it is told to go on. */
  synchronized void pause(boolean on) {
    paused = on;
    schedule(0);
  }

  /** No step any more but the one that runs. */
  synchronized void end() {
    ended = true;
  }

  private synchronized void schedule(long delayNs) {
    if (!scheduled && !ended && !paused) {
      scheduled = true;
      ScheduledFuture<?> unused = thread.schedule(this::run, delayNs, TimeUnit.NANOSECONDS);
    }
  }

  private void run() {
    if (!begins()) {
      return;
    }
    board.restUntil(startVirtualNs + speed.virtualNs(clock.monotonicNs() - startRealNs));
    long beforeNs = board.clock().monotonicNs(); // resting has taken its time already
    boolean more = step();
    long tookNs = board.clock().monotonicNs() - beforeNs;
    synchronized (this) {
      scheduled = false;
      if (more || woken) {
        schedule(speed.realNs(tookNs));
      }
    }
  }

  private synchronized boolean begins() {
    if (ended || paused) {
      scheduled = false;
      return false;
    }
    woken = false;
    return true;
  }

  private boolean step() {
    try {
      return steps.step();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      LOG.error("a step of a simulated agent met a defect", e);
      return false;
    }
  }
}
