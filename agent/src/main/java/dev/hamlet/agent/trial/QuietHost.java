package dev.hamlet.agent.trial;

import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.ModelWorker.BurstRequest;
import dev.hamlet.common.inference.Spans;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits, before a burst, until the host runs at the speed it has shown before.
 *
 * <p>A neighbour on a shared core makes every inference slower by half, from the moment a virtual
 * CPU wakes up beside it until it sleeps again, and no counter of this system shows it. So a short
 * probe, a burst of its own that counts for nothing, is compared with the quickest probe of the
 * same cell within the last 30 s; while it is more than {@value #TOLERANCE_PERCENT} % slower the
 * worker rests for a moment and is probed again. After five seconds the burst begins all the same,
 * and after thirty a host that stayed slower is the reference.
 *
 * <p>The probe does not use the burst's own inferences, so no figure decides about itself. It is
 * left out where the sensor remembers: its energy would reach into the burst.
 *
 * <p>Threads: one at a time.
 */
final class QuietHost {

  /** Sensors whose settle time is longer remember what ran before. */
  private static final long LONGEST_SETTLE_NS = 250_000_000;

  private static final long PROBE_NS = 20_000_000;
  private static final int PROBE_INFERENCES = 5;
  private static final long REST_NS = 50_000_000;

  private static final long PATIENCE_NS = 5_000_000_000L;

  /** Probes of a cell that count: clocks of hosts go up and down by the minute. */
  private static final long REMEMBERED_NS = 30_000_000_000L;

  private static final int TOLERANCE_PERCENT = 12;

  private static final Logger LOG = LoggerFactory.getLogger(QuietHost.class);

  private final Map<String, Deque<Probe>> recent = new HashMap<>();

  /**
   * Returns when the burst may begin, at once and without a pause: a virtual CPU that sleeps may
   * wake up on another core, beside another neighbour.
   */
  void await(TrialCourse course, ModelWorker worker) throws InterruptedException {
    long settleNs = course.spec().protocol().settle().toNanos();
    if (settleNs > LONGEST_SETTLE_NS) {
      return;
    }
    String cell = course.spec().cell().cellId();
    long untilNs = course.nowNs() + PATIENCE_NS;
    while (isSlow(cell, new Probe(course.nowNs(), probe(course, worker)))) {
      if (course.nowNs() >= untilNs) {
        LOG.info("host stays slower than it was for cell {}: measured as it is", cell);
        return;
      }
      course.waitUntil(course.nowNs() + REST_NS);
    }
  }

  private boolean isSlow(String cell, Probe now) {
    Deque<Probe> probes = recent.computeIfAbsent(cell, id -> new ArrayDeque<>());
    probes.removeIf(old -> old.startNs() < now.startNs() - REMEMBERED_NS);
    probes.addLast(now);
    long quickestNs = probes.stream().mapToLong(Probe::medianNs).min().orElseThrow();
    return now.medianNs() * 100 > quickestNs * (100 + TOLERANCE_PERCENT);
  }

  private static long probe(TrialCourse course, ModelWorker worker) {
    Spans spans =
        worker
            .burst(
                new BurstRequest(PROBE_NS, PROBE_INFERENCES, PROBE_NS, 0, course.spec().gapSeed()))
            .spans();
    long[] durationsNs = new long[spans.size()];
    for (int i = 0; i < durationsNs.length; i++) {
      durationsNs[i] = spans.durationNs(i);
    }
    Arrays.sort(durationsNs);
    return durationsNs[durationsNs.length / 2];
  }

  /** When a probe began and how long its inferences took. */
  private record Probe(long startNs, long medianNs) {}
}
