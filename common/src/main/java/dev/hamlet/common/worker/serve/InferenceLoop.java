package dev.hamlet.common.worker.serve;

import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.ModelRunner.LoadedModel;

/**
 * Runs inferences one after the other, stamps each and makes it known as activity.
 *
 * <p>On a simulated board an inference takes as long as at the board's clock ({@link PinnedClock}),
 * and a burst also waits, before it begins and in its pauses, while its host is slower than usual
 * ({@link HostPace}).
 *
 * <p>A periodic load could lock in phase with the sampling of its power and so be measured always
 * at the same place. Therefore a burst pauses, again and again, once enough has been computed
 * ({@link BurstGaps}); the pauses lie between inferences and belong to none.
 */
final class InferenceLoop {

  /** A look at the clock fits into it. */
  private static final long LEAST_GAP_NS = 300_000;

  private final MonotonicClock clock;
  private final Waiter waiter;
  private final Activity activity;
  private final PinnedClock pinned;
  private final HostPace pace;
  private final SpanRecorder recorder = new SpanRecorder(Request.MAX_INFERENCES);

  InferenceLoop(MonotonicClock clock, Waiter waiter, Activity activity, HostCpu cpu) {
    this.clock = clock;
    this.waiter = waiter;
    this.activity = activity;
    this.pinned = new PinnedClock(cpu);
    this.pace = new HostPace(clock, waiter, pinned);
  }

  /** Runs inferences without recording them; returns how many. */
  int warm(LoadedModel model, int levelMilli, Request.Warm order) {
    pinned.pin(0);
    long startNs = clock.monotonicNs();
    int done = 0;
    long endNs;
    do {
      endNs = infer(model, levelMilli, clock.monotonicNs());
      done++;
    } while (done < order.leastInferences() || endNs - startNs < order.leastDurationNs());
    return done;
  }

  /**
   * Runs a burst; it starts with its first inference and ends with its last. What it waits for its
   * host does not count towards its duration.
   *
   * @param name of the model, as long as this process lives
   */
  Spans burst(String name, LoadedModel model, int levelMilli, Request.Burst order)
      throws InterruptedException {
    recorder.clear();
    pinned.pin(order.clockHz());
    String paced = name + "@" + order.clockHz();
    long patienceNs = order.patienceNs() - pace.awaitUsual(paced, model, order.patienceNs());
    long startNs = clock.monotonicNs();
    BurstGaps gaps = new BurstGaps(order, startNs);
    long dueNs = startNs + order.leastDurationNs();
    int first = 0;
    while (true) {
      long endNs = infer(model, levelMilli, startNs);
      recorder.add(startNs, endNs);
      if (recorder.size() >= order.leastInferences() && endNs - dueNs >= 0) {
        return recorder.spans();
      }
      long nextNs = gaps.nextStartNs(startNs, endNs);
      if (nextNs > endNs) {
        lookWithin(nextNs - endNs);
        waiter.waitUntil(nextNs);
        long waitedNs = pace.awaitUsualAfter(paced, model, recorder, first, patienceNs);
        patienceNs -= waitedNs;
        dueNs += waitedNs;
        first = recorder.size();
      }
      startNs = clock.monotonicNs();
    }
  }

  private void lookWithin(long gapNs) {
    if (gapNs > LEAST_GAP_NS) {
      pinned.look();
    }
  }

  private long infer(LoadedModel model, int levelMilli, long startNs) {
    activity.publish(startNs, levelMilli);
    long endNs = startNs;
    try {
      model.infer();
    } finally {
      endNs = pinned.hold(startNs, clock.monotonicNs());
      activity.publish(endNs, 0);
    }
    return endNs;
  }
}
