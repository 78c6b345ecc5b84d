package dev.hamlet.agent.trial;

import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.ModelWorker.BurstRequest;
import dev.hamlet.agent.worker.ModelWorker.BurstResult;
import dev.hamlet.agent.worker.WorkerException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.BoardReadings;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs one trial with a worker that has the model loaded.
 *
 * <pre>
 *   gate | warm-up | settle ...... | idle before | burst | guard | idle after
 *        [  lock   ]               ^             [ lock  ]
 *                                  the last idle time before the lock was obtained
 * </pre>
 *
 * <p>On a simulated board inferences are stretched to the board's clock, and the worker waits,
 * before the burst and in its gaps, while this host runs slower than usual: what a twin stands for
 * has its clock pinned and no neighbours. How long it waited is in the trial's conditions.
 *
 * <p>From the gate on {@link Supervision} watches the board and whoever else uses it; a broken rule
 * makes the trial invalid, and one that grows too hot is stopped at once.
 *
 * <p>The host lock is held for warm-up and burst only. While another agent holds it, nothing runs
 * here, so the settle phase lasts longer and the idle window is the time directly before the burst,
 * ending when the lock was obtained.
 *
 * <p>Threads: one at a time.
 */
public final class TrialRunner {

  /** So long a burst of a simulated board may wait for its host. */
  private static final long PATIENCE_NS = 3_000_000_000L;

  /** A gap that is so much longer than it was asked for was a wait for the host. */
  private static final long WAIT_BEYOND_GAP_NS = 10_000_000;

  /** As many as the wire takes; a batch that the coordinator refuses would block the stream. */
  private static final int MAX_INFERENCES = 1_000_000;

  private final TrialSite site;
  private final GapPlan gaps;
  private final Consumer<TrialState> observer;

  /**
   * A runner.
   *
   * @param site where trials take place
   * @param gaps how bursts pause, for the device's sensors
   * @param observer told of every state a trial enters, on the thread that runs it
   */
  public TrialRunner(TrialSite site, GapPlan gaps, Consumer<TrialState> observer) {
    this.site = site;
    this.gaps = gaps;
    this.observer = observer;
  }

  /**
   * Runs a trial. Every expected failure is an end with a reason.
   *
   * @throws AbortedException if the trial was no longer wanted
   */
  public TrialEnd run(TrialSpec spec, ModelWorker worker, Abort abort) throws InterruptedException {
    TrialCourse course = new TrialCourse(spec, abort, site.clock(), site.waiter(), observer);
    try {
      List<Temperature> before = gate(course);
      try (Supervision watch = new Supervision(site, spec, worker)) {
        course.watchedBy(watch);
        return supervised(course, worker, before, watch);
      }
    } catch (GateShutException e) {
      return TrialEnd.untraced(TrialEnding.failed(sentence(e)).onSuspectBoard());
    } catch (WorkerException e) {
      return TrialEnd.workerLost(
          TrialEnding.failed(sentence(e), e.modelFault()), BoardReadings.NONE);
    } catch (HamletException e) {
      return TrialEnd.untraced(TrialEnding.failed(sentence(e)));
    } finally {
      course.endIfRunning();
    }
  }

  /** A worker that was stopped as the board grew too hot has not failed. */
  private TrialEnd supervised(
      TrialCourse course, ModelWorker worker, List<Temperature> before, Supervision watch)
      throws InterruptedException {
    try {
      warmUp(course, worker);
      Spans spans = settleIdleAndBurst(course, worker, watch);
      guard(course);
      idleAfter(course, watch);
      return end(course, spans, before, watch);
    } catch (WorkerException e) {
      if (watch.heat().isEmpty()) {
        throw e;
      }
      return TrialEnd.workerLost(
          TrialEnding.of(TrialOutcome.INVALID, watch.heat().get()).onSuspectBoard(),
          new BoardReadings(before, site.board().temperatures(), watch.conditions()));
    }
  }

  private List<Temperature> gate(TrialCourse course) throws InterruptedException {
    long startNs = course.nowNs();
    List<Temperature> temperatures = new Gate(site).pass(course.spec(), course.abort());
    course.record(PhaseKind.GATE, startNs, course.nowNs());
    course.gateOpened();
    return temperatures;
  }

  private void warmUp(TrialCourse course, ModelWorker worker) throws InterruptedException {
    course.enter(TrialState.WARM_UP);
    MeasurementProtocol protocol = course.spec().protocol();
    HostLock.Hold held = site.lock().acquire(course.deadlineNs(), course.abort());
    try {
      long startNs = course.nowNs();
      worker.warm(protocol.warmUp().toNanos(), protocol.warmUpInferences());
      course.record(PhaseKind.WARM_UP, startNs, course.nowNs());
    } finally {
      held.close();
    }
  }

  private Spans settleIdleAndBurst(TrialCourse course, ModelWorker worker, Supervision watch)
      throws InterruptedException {
    HostLock.Hold held = settleAndIdle(course, watch);
    try {
      watch.forget();
      Spans spans = burst(course, worker).spans();
      watch.count(TrialState.BURST);
      return spans;
    } finally {
      held.close();
    }
  }

  private HostLock.Hold settleAndIdle(TrialCourse course, Supervision watch)
      throws InterruptedException {
    course.enter(TrialState.SETTLE);
    MeasurementProtocol protocol = course.spec().protocol();
    long warmEndNs = course.lastEndNs();
    long settledNs = warmEndNs + protocol.settle().toNanos();
    course.waitUntil(settledNs);
    watch.forget();
    course.enter(TrialState.IDLE_BEFORE);
    long idleNs = protocol.idle().toNanos();
    course.waitUntil(settledNs + idleNs);
    HostLock.Hold held = site.lock().acquire(course.deadlineNs(), course.abort());
    long obtainedNs = course.nowNs();
    watch.count(TrialState.IDLE_BEFORE);
    course.record(PhaseKind.SETTLE, warmEndNs, obtainedNs - idleNs);
    course.record(PhaseKind.IDLE_BEFORE, obtainedNs - idleNs, obtainedNs);
    return held;
  }

  private BurstResult burst(TrialCourse course, ModelWorker worker) {
    course.enter(TrialState.BURST);
    MeasurementProtocol protocol = course.spec().protocol();
    long startNs = course.nowNs();
    BurstResult result =
        worker.burst(
            new BurstRequest(
                protocol.burst().toNanos(),
                protocol.burstInferences(),
                gaps.workBeforeGapNs(),
                gaps.greatestGapNs(),
                course.spec().gapSeed(),
                site.board().simulated() ? PATIENCE_NS : 0,
                site.board().simulatedClockHz()));
    refuseForeignStamps(result, startNs, course.nowNs());
    refuseTooMany(result.spans());
    course.record(PhaseKind.BURST, result.startNs(), result.endNs());
    return result;
  }

  private void guard(TrialCourse course) throws InterruptedException {
    course.enter(TrialState.GUARD);
    still(course, PhaseKind.GUARD, course.spec().protocol().guard().toNanos());
  }

  private void idleAfter(TrialCourse course, Supervision watch) throws InterruptedException {
    course.enter(TrialState.IDLE_AFTER);
    still(course, PhaseKind.IDLE_AFTER, course.spec().protocol().idle().toNanos());
    watch.count(TrialState.IDLE_AFTER); // the guard phase is in it too
  }

  private static void still(TrialCourse course, PhaseKind kind, long durationNs)
      throws InterruptedException {
    long startNs = course.lastEndNs();
    course.waitUntil(startNs + durationNs);
    course.record(kind, startNs, startNs + durationNs);
  }

  private TrialEnd end(
      TrialCourse course, Spans spans, List<Temperature> before, Supervision watch) {
    Optional<String> broken = watch.broken().or(() -> tooFew(course.spec(), spans));
    course.end(broken.isPresent() ? TrialState.INVALID : TrialState.MEASURED);
    boolean hot = watch.heat().isPresent();
    TrialEnding ending =
        broken.map(why -> TrialEnding.of(TrialOutcome.INVALID, why)).orElse(TrialEnding.MEASURED);
    return new TrialEnd(
        hot ? ending.onSuspectBoard() : ending,
        hot,
        Optional.of(course.trace(spans)),
        new BoardReadings(
            before, site.board().temperatures(), watch.conditions().waited(hostWaitNs(spans))));
  }

  private long hostWaitNs(Spans spans) {
    return site.board().simulated()
        ? spans.gapsBeyond(gaps.greatestGapNs() + WAIT_BEYOND_GAP_NS)
        : 0;
  }

  private static Optional<String> tooFew(TrialSpec spec, Spans spans) {
    int asked = Math.max(1, spec.protocol().burstInferences());
    return spans.size() < asked
        ? Optional.of("the burst has " + spans.size() + " inferences, not " + asked)
        : Optional.empty();
  }

  private static void refuseForeignStamps(BurstResult result, long fromNs, long toNs) {
    Spans spans = result.spans();
    boolean within = fromNs <= result.startNs() && result.endNs() <= toNs;
    boolean spansWithin =
        spans.size() == 0
            || (result.startNs() <= spans.startNs()[0]
                && spans.endNs()[spans.size() - 1] <= result.endNs());
    if (!within || !spansWithin) {
      throw new WorkerException(
          "the worker's stamps lie outside the burst: it does not use CLOCK_MONOTONIC", false);
    }
  }

  private static void refuseTooMany(Spans spans) {
    if (spans.size() > MAX_INFERENCES) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "the burst has %d inferences, but a trace holds %d: ask for a shorter burst"
              .formatted(spans.size(), MAX_INFERENCES));
    }
  }

  private static String sentence(RuntimeException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
