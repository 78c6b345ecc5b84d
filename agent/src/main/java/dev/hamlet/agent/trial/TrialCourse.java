package dev.hamlet.agent.trial;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a running trial is: its state, the phases behind it, its deadline. Belongs to one thread.
 */
final class TrialCourse {

  /** Longest wait between two looks at the abort. */
  private static final long SLICE_NS = 100_000_000;

  private final TrialSpec spec;
  private final Abort abort;
  private final MonotonicClock clock;
  private final Waiter waiter;
  private final Consumer<TrialState> observer;
  private final List<Phase> phases = new ArrayList<>();
  private TrialState state = TrialState.GATE;
  private @Nullable Supervision watch;
  private long deadlineNs = Long.MAX_VALUE;

  TrialCourse(
      TrialSpec spec,
      Abort abort,
      MonotonicClock clock,
      Waiter waiter,
      Consumer<TrialState> observer) {
    this.spec = spec;
    this.abort = abort;
    this.clock = clock;
    this.waiter = waiter;
    this.observer = observer;
    observer.accept(state);
  }

  TrialSpec spec() {
    return spec;
  }

  Abort abort() {
    return abort;
  }

  long nowNs() {
    return clock.monotonicNs();
  }

  /** When the trial is given up. */
  long deadlineNs() {
    return deadlineNs;
  }

  /** The trial's time counts from the opening of the gate. */
  void gateOpened() {
    deadlineNs = clock.monotonicNs() + spec.protocol().trialTimeout().toNanos();
  }

  /** Goes to the next state, unless the trial is no longer wanted or takes too long. */
  void enter(TrialState next) {
    abort.check();
    if (clock.monotonicNs() > deadlineNs) {
      throw new HamletException(
          ErrorCode.UNAVAILABLE,
          "the trial took longer than %d ms; it was given up before %s"
              .formatted(spec.protocol().trialTimeout().toMillis(), next.word()));
    }
    end(next);
  }

  /** From now on every state is told to whoever watches the board. */
  void watchedBy(Supervision supervision) {
    watch = supervision;
  }

  /** Goes to the last state. */
  void end(TrialState last) {
    state = state.transition(last);
    if (watch != null) {
      watch.entered(state);
    }
    observer.accept(state);
  }

  /** However a trial was left, its state says that it runs no more. */
  void endIfRunning() {
    switch (state) {
      case GATE, WARM_UP, SETTLE, IDLE_BEFORE, BURST, GUARD, IDLE_AFTER -> end(TrialState.FAILED);
      case MEASURED, INVALID, FAILED -> {
        // it has ended by itself
      }
    }
  }

  void record(PhaseKind kind, long startNs, long endNs) {
    phases.add(new Phase(kind, new TimeInterval(startNs, endNs)));
  }

  /** End of the phase recorded last, monotonic ns. */
  long lastEndNs() {
    return phases.get(phases.size() - 1).interval().endNs();
  }

  void waitUntil(long monotonicNs) throws InterruptedException {
    for (long nowNs = nowNs(); nowNs < monotonicNs; nowNs = nowNs()) {
      abort.check();
      waiter.waitUntil(Math.min(monotonicNs, nowNs + SLICE_NS));
    }
  }

  TrialTrace trace(Spans spans) {
    return new TrialTrace(
        spec.fencingToken(), spec.cell().cellId(), spec.trialNumber(), phases, spans);
  }
}
