package dev.hamlet.agent.batch;

import dev.hamlet.agent.sampling.DutyCycleRunner;
import dev.hamlet.agent.sampling.LatenessListener;
import dev.hamlet.agent.sampling.LoopErrorHandler;
import dev.hamlet.agent.sampling.OneToOneSampleRing;
import dev.hamlet.agent.sampling.SamplingCycle;
import dev.hamlet.agent.sampling.SamplingPlan;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sampling.ThreadPriority;
import dev.hamlet.agent.sampling.TimerSlack;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.SystemClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples one sensor from start to close: the threads {@code sampler} and {@code batcher} and the
 * ring between them.
 *
 * <p>Ownership: the session owns the sensor and closes it. Single use.
 *
 * <p>Threads: any; batches reach the sink on the batcher's thread, the last one on the thread that
 * closes.
 */
public final class SamplingSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SamplingSession.class);

  private static final long PAUSED_WITHIN_NS = 1_000_000_000L;
  private static final long LOOK_NS = 1_000_000;

  private final SystemClock clock = new SystemClock();
  private final Sensor sensor;
  private final SamplingPlan plan;
  private final SensorGroup group;
  private final SamplingCycle cycle;
  private final SampleBatcher batcher;
  private final DutyCycleRunner samplerThread;
  private final DutyCycleRunner batcherThread;
  private final CompletableFuture<String> scheduling = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private SamplingSession(
      Sensor sensor, SamplingSettings settings, BatchSink sink, LatenessListener lateness) {
    LoopErrorHandler errors = new LoggedOnce(sensor.group().group());
    this.sensor = sensor;
    this.plan = SamplingPlan.measure(sensor, clock, settings.periodNs());
    this.group = sensor.group().sampledAt(plan.rateHz());
    OneToOneSampleRing ring =
        new OneToOneSampleRing(sensor.columns().size(), settings.ringCapacity());
    this.cycle = new SamplingCycle(sensor, clock, plan.periodNs(), ring, lateness);
    this.batcher =
        new SampleBatcher(
            group,
            sensor.columns(),
            ring,
            cycle::counters,
            sink,
            clock,
            settings.batchDuration().toNanos());
    this.samplerThread =
        new DutyCycleRunner(
            "sampler-" + group.group(), cycle, clock, errors, () -> makeUrgent(group.group()));
    this.batcherThread =
        new DutyCycleRunner("batcher-" + group.group(), batcher, clock, errors, () -> {});
  }

  /** Starts to sample; the first sample comes one period later. */
  public static SamplingSession start(Sensor sensor, SamplingSettings settings, BatchSink sink) {
    return start(sensor, settings, sink, LatenessListener.NONE);
  }

  /** The same, with a listener to the lateness of every read. */
  public static SamplingSession start(
      Sensor sensor, SamplingSettings settings, BatchSink sink, LatenessListener lateness) {
    SamplingSession session = new SamplingSession(sensor, settings, sink, lateness);
    session.reportPlan();
    session.batcherThread.start();
    session.samplerThread.start();
    return session;
  }

  /** What is sampled; its nominal rate is the rate that is really used. */
  public SensorGroup group() {
    return group;
  }

  /** The period that is used, and why. */
  public SamplingPlan plan() {
    return plan;
  }

  /** How the system schedules the sampling thread; waits a second for it to begin. */
  public String scheduling() {
    return scheduling.completeOnTimeout("not known", 1, TimeUnit.SECONDS).join();
  }

  /**
   * Leaves the sensor to somebody else until the pause is closed; nothing is due meanwhile. Waits
   * for the read in hand.
   *
   * @throws HamletException UNAVAILABLE if that read does not end
   */
  public Pause pause() throws InterruptedException {
    cycle.rest(true);
    long deadlineNs = clock.monotonicNs() + PAUSED_WITHIN_NS;
    while (!cycle.resting()) {
      if (clock.monotonicNs() > deadlineNs) {
        cycle.rest(false);
        throw new HamletException(
            ErrorCode.UNAVAILABLE, "sensor " + group.sensor() + " does not answer a read");
      }
      clock.waitUntil(clock.monotonicNs() + LOOK_NS);
    }
    return () -> cycle.rest(false);
  }

  /** A time in which the session reads nothing. */
  @FunctionalInterface
  public interface Pause extends AutoCloseable {

    /** The session samples again within some milliseconds. */
    @Override
    void close();
  }

  /** What became of the deadlines so far. */
  public SamplingCounters counters() {
    return cycle.counters();
  }

  /** Samples that reached the sink. */
  public long batchedSamples() {
    return batcher.batchedSamples();
  }

  /** Exceptions that the two loops survived. */
  public long errorCount() {
    return samplerThread.errorCount() + batcherThread.errorCount();
  }

  /** Stops sampling, hands over the last batch and closes the sensor; idempotent, bounded. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (sensor) {
        samplerThread.close();
        batcherThread.close();
        flushIfAlone();
      }
    }
  }

  /** On the sampling thread, before its first sample. */
  private void makeUrgent(String group) {
    boolean promptTimer = TimerSlack.lower();
    ThreadPriority priority = ThreadPriority.raise();
    scheduling.complete(
        "priority %s, timer slack %s".formatted(priority, promptTimer ? "1 us" : "the system's"));
    LOG.info("sampler of group {}: {}", group, scheduling());
  }

  /** A batcher thread that hangs in its sink still owns the reading end of the ring. */
  private void flushIfAlone() {
    if (!batcherThread.running()) {
      batcher.flush();
    }
  }

  private void reportPlan() {
    if (plan.reduced()) {
      LOG.warn(
          "sensor {} takes {} us to read, too slow for {} Hz: it is sampled at {} Hz",
          group.sensor(),
          plan.readCostNs() / 1_000,
          Math.round(1e9 / plan.wantedPeriodNs()),
          Math.round(plan.rateHz()));
    }
  }
}
