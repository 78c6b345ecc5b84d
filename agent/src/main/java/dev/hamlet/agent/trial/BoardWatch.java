package dev.hamlet.agent.trial;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.BoardLook;
import dev.hamlet.agent.device.BoardMonitor;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.GateRules;
import dev.hamlet.common.experiment.TrialConditions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a board during one trial, ten times a second, beside the thread that runs it. When a zone
 * grows too hot it stops the worker at once.
 *
 * <p>Threads: looks come from the polling thread, everything else from the trial's.
 */
final class BoardWatch implements AutoCloseable {

  static final long PERIOD_NS = 100_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(BoardWatch.class);

  private final BoardMonitor monitor;
  private final WatchRecord record;
  private final Runnable stopWorker;
  private final Polling.Poll poll;
  private volatile TrialState state = TrialState.GATE;
  private boolean stopped;
  private boolean closed;
  private boolean unreadable;

  /**
   * Begins to watch.
   *
   * @param stopWorker ends whatever computes; called once at most, from the polling thread
   */
  BoardWatch(Board board, GateRules rules, Polling polling, Runnable stopWorker) {
    this.monitor = board.monitor();
    this.record =
        new WatchRecord(
            zone ->
                Math.min(
                    board.tooHotC(zone), rules.abortAboveC().orElse(Double.POSITIVE_INFINITY)));
    this.stopWorker = stopWorker;
    this.poll = polling.every(PERIOD_NS, this::look);
  }

  void entered(TrialState next) {
    state = next;
  }

  /** Why the worker was stopped. */
  synchronized Optional<String> heat() {
    return record.heat();
  }

  synchronized Optional<String> broken() {
    return record.broken();
  }

  synchronized TrialConditions conditions(double foreignCpuRatio) {
    return record.conditions(foreignCpuRatio);
  }

  @Override
  public void close() {
    poll.close();
    synchronized (this) {
      closed = true;
    }
  }

  private void look() {
    try {
      if (stopsNow(monitor.look())) {
        stopWorker.run();
      }
    } catch (HamletException e) {
      if (!unreadable) {
        LOG.warn("the board cannot be watched: {}", e.getMessage());
      }
      unreadable = true;
    } catch (RuntimeException e) {
      LOG.error("a look at the board met a defect", e);
    }
  }

  private synchronized boolean stopsNow(BoardLook look) {
    if (closed) {
      return false;
    }
    record.add(look, state.phrase(), isStill(state));
    boolean stops = !stopped && record.heat().isPresent();
    stopped |= stops;
    return stops;
  }

  private static boolean isStill(TrialState state) {
    return switch (state) {
      case IDLE_BEFORE, IDLE_AFTER -> true;
      case GATE, WARM_UP, SETTLE, BURST, GUARD, MEASURED, INVALID, FAILED -> false;
    };
  }
}
