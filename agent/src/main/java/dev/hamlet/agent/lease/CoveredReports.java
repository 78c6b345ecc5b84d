package dev.hamlet.agent.lease;

import dev.hamlet.agent.uplink.BatchStream;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.MonotonicClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports in their order. A trial's report waits until every sensor group has sent samples stamped
 * past the trial's last phase by the group's lag, so that the sequence it names covers the trial;
 * what comes after it waits too. A trial does not wait for its report.
 *
 * <p>A report waits {@value #PATIENCE_NS} ns longer than a group's lag at most: samples that were
 * lost never come, and the aligner will find the gap.
 *
 * <p>Bounded by the trials that were granted. Threads: any.
 */
public final class CoveredReports implements BatchStream.SequenceListener {

  static final long PATIENCE_NS = 5_000_000_000L;

  private final ReportSink sink;
  private final MonotonicClock clock;
  private final Map<String, Coverage> groups = new HashMap<>();
  private final Deque<Waiting> queue = new ArrayDeque<>();

  /**
   * Reports of a device with these sensor groups.
   *
   * @param clock how long reports wait; it must go on while the device is idle
   */
  public CoveredReports(ReportSink sink, Collection<SensorGroup> sensors, MonotonicClock clock) {
    this.sink = sink;
    this.clock = clock;
    sensors.forEach(group -> groups.put(group.group(), new Coverage(group.lagNs())));
  }

  /** Sends a report after those before it. */
  public synchronized void submit(AgentReport report) {
    queue.add(new Waiting(report, Long.MIN_VALUE, 0, clock.monotonicNs()));
    release();
  }

  /**
   * Sends a trial's report once telemetry covers it.
   *
   * @param untilNs end of the trial's last phase, monotonic ns
   * @param traceSequence sequence of the trial's trace
   */
  public synchronized void submitCovered(TrialReport report, long untilNs, long traceSequence) {
    queue.add(new Waiting(report, untilNs, traceSequence, clock.monotonicNs()));
    release();
  }

  /**
   * Samples of a group got a sequence.
   *
   * @param lastMonotonicNs stamp of the last of them
   */
  @Override
  public synchronized void sampled(String group, long lastMonotonicNs, long sequence) {
    Coverage coverage = groups.get(group);
    if (coverage != null) {
      coverage.lastMonotonicNs = lastMonotonicNs;
      coverage.sequence = sequence;
      release();
    }
  }

  /** Looks whether patience is over; called now and then. */
  @Override
  public synchronized void tick() {
    release();
  }

  /**
   * Waits until nothing waits any more.
   *
   * @return whether that is so, after at most that long
   */
  public synchronized boolean drain(Duration atMost) throws InterruptedException {
    long deadlineNs = clock.monotonicNs() + atMost.toNanos();
    for (long leftNs = atMost.toNanos(); !queue.isEmpty() && leftNs > 0; ) {
      wait(leftNs / 1_000_000 + 1);
      leftNs = deadlineNs - clock.monotonicNs();
    }
    return queue.isEmpty();
  }

  /** Reports that wait. */
  public synchronized int waiting() {
    return queue.size();
  }

  private void release() {
    for (Waiting head = queue.peek(); head != null && due(head); head = queue.peek()) {
      queue.remove();
      sink.send(finished(head));
    }
    if (queue.isEmpty()) {
      notifyAll();
    }
  }

  private boolean due(Waiting waiting) {
    long waitedNs = clock.monotonicNs() - waiting.sinceNs;
    return groups.values().stream().allMatch(group -> group.covers(waiting.untilNs, waitedNs));
  }

  private AgentReport finished(Waiting waiting) {
    if (waiting.untilNs == Long.MIN_VALUE || !(waiting.report instanceof TrialReport trial)) {
      return waiting.report;
    }
    long samplesSequence = groups.values().stream().mapToLong(g -> g.sequence).max().orElse(0);
    return trial.coveredBy(Math.max(waiting.traceSequence, samplesSequence));
  }

  private record Waiting(AgentReport report, long untilNs, long traceSequence, long sinceNs) {}

  /** How far the samples of a group have come. */
  private static final class Coverage {

    private final long lagNs;
    private long lastMonotonicNs = Long.MIN_VALUE;
    private long sequence;

    Coverage(long lagNs) {
      this.lagNs = lagNs;
    }

    boolean covers(long untilNs, long waitedNs) {
      return untilNs == Long.MIN_VALUE
          || lastMonotonicNs >= untilNs + lagNs
          || waitedNs > PATIENCE_NS + lagNs;
    }
  }
}
