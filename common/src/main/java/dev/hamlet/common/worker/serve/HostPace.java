package dev.hamlet.common.worker.serve;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import dev.hamlet.common.worker.serve.ModelRunner.LoadedModel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How quickly this host has run each model lately, and waiting until it does so again.
 *
 * <p>A neighbour on a shared core makes inferences slower by half or more, some of them or all, for
 * a tenth of a second or for ten, and no counter of a virtual machine shows it. So the mean of a
 * stretch of inferences is compared with the quickest of the same model within the last 10 s (the
 * fifth quickest: one or two that happened to be very quick are no reference). While it is more
 * than {@value #TOLERANCE_PERCENT} % slower, the loop rests and runs probes: inferences that nobody
 * records and that are not made known as activity, so that they cost a simulated board nothing. A
 * host that stays slower is the reference after those 10 s.
 *
 * <p>Durations are those at the board's clock ({@link PinnedClock}): a host whose clock changes is
 * no slower for that.
 *
 * <p>An inference counts as at most {@value #CAP} medians: one that was interrupted for a
 * scheduler's slice is no neighbour.
 *
 * <p>Threads: one at a time.
 */
final class HostPace {

  /** Stretches of a model that count: a neighbour that stays longer is how the host is. */
  static final long REMEMBERED_NS = 10_000_000_000L;

  /** How much slower than the quickest stretch is still the usual pace. */
  static final int TOLERANCE_PERCENT = 12;

  /** Between two probes. */
  static final long REST_NS = 20_000_000;

  /** As long as a stretch between gaps: the quickest of many short ones would be quicker. */
  private static final long PROBE_NS = 20_000_000;

  /** Place of the reference among the stretches, from the quickest. */
  private static final int QUICKEST = 5;

  private static final int PROBE_INFERENCES = 3;
  private static final int MOST_DURATIONS = 4_096;
  private static final int CAP = 3;

  private final MonotonicClock clock;
  private final Waiter waiter;
  private final PinnedClock pinned;
  private final Map<String, Deque<Stretch>> recent = new HashMap<>();
  private final long[] durationsNs = new long[MOST_DURATIONS];

  /** When a stretch ended and how long an inference of it took. */
  private record Stretch(long endNs, long meanNs) {}

  HostPace(MonotonicClock clock, Waiter waiter, PinnedClock pinned) {
    this.clock = clock;
    this.waiter = waiter;
    this.pinned = pinned;
  }

  /**
   * Waits until a probe runs at the usual pace; not at all, and without a probe, where no patience
   * is left.
   *
   * @param name of the model, as long as this process lives
   * @param patienceNs how long at most; a probe in hand is finished
   * @return how long it took, probes included
   */
  long awaitUsual(String name, LoadedModel model, long patienceNs) throws InterruptedException {
    long startNs = clock.monotonicNs();
    long passedNs = 0;
    while (passedNs < patienceNs && isSlow(name, probe(model))) {
      waiter.waitUntil(clock.monotonicNs() + REST_NS);
      passedNs = clock.monotonicNs() - startNs;
    }
    return clock.monotonicNs() - startNs;
  }

  /**
   * Notes inferences that were recorded and, if they ran slower than usual, waits as {@link
   * #awaitUsual} does.
   *
   * @param first of the inferences; they go up to the last that was recorded
   * @return how long it took; 0 if they ran as usual
   */
  long awaitUsualAfter(
      String name, LoadedModel model, SpanRecorder recorder, int first, long patienceNs)
      throws InterruptedException {
    return patienceNs > 0 && isSlow(name, recorded(recorder, first))
        ? awaitUsual(name, model, patienceNs)
        : 0;
  }

  private long recorded(SpanRecorder recorder, int first) {
    int count = Math.min(MOST_DURATIONS, recorder.size() - first);
    for (int i = 0; i < count; i++) {
      durationsNs[i] = recorder.durationNs(first + i);
    }
    return mean(count);
  }

  private long probe(LoadedModel model) {
    pinned.look();
    long startNs = clock.monotonicNs();
    long lastNs = startNs;
    int count = 0;
    while (count < PROBE_INFERENCES || (lastNs - startNs < PROBE_NS && count < MOST_DURATIONS)) {
      model.infer();
      long nowNs = clock.monotonicNs();
      durationsNs[count++] = nowNs - lastNs;
      lastNs = nowNs;
    }
    return pinned.stretched(mean(count));
  }

  private long mean(int count) {
    Arrays.sort(durationsNs, 0, count);
    long mostNs = CAP * durationsNs[count / 2];
    long sumNs = 0;
    for (int i = 0; i < count; i++) {
      sumNs += Math.min(durationsNs[i], mostNs);
    }
    return sumNs / count;
  }

  private boolean isSlow(String name, long meanNs) {
    long nowNs = clock.monotonicNs();
    Deque<Stretch> stretches = recent.computeIfAbsent(name, model -> new ArrayDeque<>());
    while (!stretches.isEmpty() && nowNs - stretches.getFirst().endNs() > REMEMBERED_NS) {
      stretches.removeFirst();
    }
    stretches.addLast(new Stretch(nowNs, meanNs));
    return meanNs * 100 > reference(stretches) * (100 + TOLERANCE_PERCENT);
  }

  /** The fifth quickest; the quickest where there are fewer. */
  private static long reference(Deque<Stretch> stretches) {
    long[] sorted = stretches.stream().mapToLong(Stretch::meanNs).sorted().toArray();
    return sorted[sorted.length < QUICKEST ? 0 : QUICKEST - 1];
  }
}
