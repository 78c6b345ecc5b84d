package dev.hamlet.agent.metercost;

import dev.hamlet.agent.batch.SamplingSession;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.trial.Abort;
import dev.hamlet.agent.trial.AbortedException;
import dev.hamlet.agent.trial.HostLock;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.SystemClock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What measuring costs a board whose session samples it already: that one pauses, and its sensor is
 * sampled in turns at full rate and slowly. What is found stays for later lives of the agent.
 *
 * <p>Takes the host lock for at most 20 s, then what {@link MeterCostRun} takes. Threads: one at a
 * time, never while a trial runs.
 */
public final class BoardMeterCost {

  private static final Logger LOG = LoggerFactory.getLogger(BoardMeterCost.class);
  private static final long LOCK_WITHIN_NS = TimeUnit.SECONDS.toNanos(20);

  private final SamplingSession session;
  private final Sensor sensor;
  private final SamplingSettings settings;
  private final MeterCostPlan plan;
  private final MeterCostFile file;
  private final HostLock lock;
  private final SystemClock clock;

  /**
   * Of one board.
   *
   * @param session samples the sensor, and goes on afterwards
   * @param settings how it does
   * @param file where the result is kept
   */
  public BoardMeterCost(
      SamplingSession session,
      Sensor sensor,
      SamplingSettings settings,
      MeterCostPlan plan,
      MeterCostFile file,
      HostLock lock,
      SystemClock clock) {
    this.session = session;
    this.sensor = sensor;
    this.settings = settings;
    this.plan = plan;
    this.file = file;
    this.lock = lock;
    this.clock = clock;
  }

  /** Does what is ordered; whatever keeps it from that is in the answer. */
  public OrderAnswer<MeterCost> run(MeterCostOrder order, Abort abort) throws InterruptedException {
    try {
      HostLock.Hold hold = lock.acquire(clock.monotonicNs() + LOCK_WITHIN_NS, abort);
      try (SamplingSession.Pause pause = session.pause()) {
        LOG.debug("{} for order {}", pause, order.orderId());
        MeterCost cost = MeterCostRun.measure(sensor, settings, plan, clock, abort);
        file.write(cost);
        return OrderAnswer.found(order, cost);
      } finally {
        hold.close();
      }
    } catch (AbortedException ignored) {
      return OrderAnswer.failed(order, "the agent stops");
    } catch (HamletException e) {
      return OrderAnswer.failed(order, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("order {} met a defect", order.orderId(), e);
      return OrderAnswer.failed(
          order, "the agent met a defect (" + e.getClass().getSimpleName() + "): its log");
    }
  }
}
