package dev.hamlet.agent.calibration;

import dev.hamlet.agent.sensor.calibration.CalibrationFile;
import dev.hamlet.agent.sensor.calibration.StepCalibration;
import dev.hamlet.agent.sensor.calibration.StepLoad;
import dev.hamlet.agent.trial.Abort;
import dev.hamlet.agent.trial.AbortedException;
import dev.hamlet.agent.trial.HostLock;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.calibration.StepFit;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.Waiter;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Idle, busy, idle, as {@link StepCalibration} does it, but on the samples of the session that runs
 * anyway. What it finds lies in the agent's state folder and applies from its next start on.
 *
 * <p>Takes the host lock for at most 20 s, then 1.5 s and twice the load. Threads: one at a time,
 * never while a trial runs.
 */
public final class BoardCalibration {

  private static final Logger LOG = LoggerFactory.getLogger(BoardCalibration.class);
  private static final long LOCK_WITHIN_NS = TimeUnit.SECONDS.toNanos(20);
  private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(1_500);
  private static final long SAMPLES_WITHIN_NS = TimeUnit.SECONDS.toNanos(3);
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

  private final SampleTap tap;
  private final Supplier<SensorGroup> group;
  private final IntFunction<StepLoad> loads;
  private final CalibrationFile file;
  private final HostLock lock;
  private final MonotonicClock clock;
  private final Waiter waiter;
  private final EpochClock wallClock;

  /**
   * Of one board.
   *
   * @param tap what the board's sampling session hands over
   * @param group what it samples
   * @param loads the load of so many busy threads
   * @param file where the result is kept
   */
  public BoardCalibration(
      SampleTap tap,
      Supplier<SensorGroup> group,
      IntFunction<StepLoad> loads,
      CalibrationFile file,
      HostLock lock,
      MonotonicClock clock,
      Waiter waiter,
      EpochClock wallClock) {
    this.tap = tap;
    this.group = group;
    this.loads = loads;
    this.file = file;
    this.lock = lock;
    this.clock = clock;
    this.waiter = waiter;
    this.wallClock = wallClock;
  }

  /** Does what is ordered; whatever keeps it from that is in the answer. */
  public OrderAnswer<SensorCalibration> run(CalibrationOrder order, Abort abort)
      throws InterruptedException {
    try {
      HostLock.Hold hold = lock.acquire(clock.monotonicNs() + LOCK_WITHIN_NS, abort);
      try {
        StepFit fit = measure(order, abort);
        return OrderAnswer.found(order, SensorCalibration.of(fit, order, wallClock.epochMs()));
      } finally {
        hold.close();
      }
    } catch (AbortedException ignored) {
      return OrderAnswer.failed(order, "the agent stops");
    } catch (HamletException e) {
      return OrderAnswer.failed(order, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("calibration {} met a defect", order.orderId(), e);
      return OrderAnswer.failed(
          order, "the agent met a defect (" + e.getClass().getSimpleName() + "): its log");
    }
  }

  private StepFit measure(CalibrationOrder order, Abort abort) throws InterruptedException {
    SensorGroup sampled = group.get();
    tap.open();
    try {
      await(clock.monotonicNs() + IDLE_NS + sampled.lagNs(), abort);
      TimeInterval busy = busy(order, abort);
      long endNs = busy.endNs() + order.busyNs() + sampled.lagNs();
      await(endNs, abort);
      awaitSamples(endNs, abort);
      StepFit fit = StepCalibration.fit(tap.kept(), sampled, busy);
      file.save(sampled, fit);
      return fit;
    } finally {
      tap.close();
    }
  }

  private TimeInterval busy(CalibrationOrder order, Abort abort) throws InterruptedException {
    StepLoad load = loads.apply(order.threads());
    long fromNs = clock.monotonicNs();
    StepLoad.Running running = load.begin();
    try {
      await(fromNs + order.busyNs(), abort);
    } finally {
      running.close();
    }
    return new TimeInterval(fromNs, clock.monotonicNs());
  }

  /** Batches come a little after their samples. */
  private void awaitSamples(long endNs, Abort abort) throws InterruptedException {
    long deadlineNs = clock.monotonicNs() + SAMPLES_WITHIN_NS;
    while (!tap.reaches(endNs) && clock.monotonicNs() < deadlineNs) {
      await(clock.monotonicNs() + LOOK_NS, abort);
    }
  }

  private void await(long untilNs, Abort abort) throws InterruptedException {
    for (long nowNs = clock.monotonicNs(); nowNs < untilNs; nowNs = clock.monotonicNs()) {
      abort.check();
      waiter.waitUntil(Math.min(untilNs, nowNs + LOOK_NS));
    }
  }
}
