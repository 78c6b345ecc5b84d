package dev.hamlet.agent.metercost;

import dev.hamlet.agent.batch.SamplingSession;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.trial.Abort;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.time.SystemClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Samples a resting board in turns at full rate and slowly, with the very threads that measure
 * trials, and compares the power.
 *
 * <p>The order is fast, slow, slow, fast, fast, slow, ...: a steady drift cancels between pairs.
 * Each pair is one value, the interval is Student's t over the pairs.
 */
public final class MeterCostRun {

  private static final double LEVEL = 0.95;
  private static final double TIME_CONSTANTS = 5;

  private final Sensor sensor;
  private final SamplingSettings fast;
  private final MeterCostPlan plan;
  private final SystemClock clock;
  private final Abort abort;
  private final List<String> rails;

  private MeterCostRun(
      Sensor sensor, SamplingSettings fast, MeterCostPlan plan, SystemClock clock, Abort abort) {
    this.sensor = sensor;
    this.fast = fast;
    this.plan = plan;
    this.clock = clock;
    this.abort = abort;
    this.rails = rails(sensor.group());
  }

  /**
   * Takes about {@code 2 x pairs x (settle + window)}; nothing else may use the sensor meanwhile.
   * The sensor stays open.
   *
   * @param settings how trials are sampled
   * @throws HamletException if the sensor gives no samples, or the thread is interrupted
   */
  public static MeterCost measure(
      Sensor sensor, SamplingSettings settings, MeterCostPlan plan, SystemClock clock) {
    try {
      return measure(sensor, settings, plan, clock, () -> false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HamletException(
          ErrorCode.UNAVAILABLE, "interrupted while it was measured what measuring costs", e);
    }
  }

  /** The same, given up between two windows by an AbortedException. */
  static MeterCost measure(
      Sensor sensor, SamplingSettings settings, MeterCostPlan plan, SystemClock clock, Abort abort)
      throws InterruptedException {
    return new MeterCostRun(sensor, settings, plan, clock, abort).measure();
  }

  private MeterCost measure() throws InterruptedException {
    SamplingSettings slow =
        new SamplingSettings(plan.slowRateHz(), fast.batchDuration(), fast.ringCapacity());
    double[] differences = new double[plan.pairs()];
    for (int i = 0; i < differences.length; i++) {
      boolean fastFirst = i % 2 == 0;
      double first = meanWatts(fastFirst ? fast : slow);
      double second = meanWatts(fastFirst ? slow : fast);
      differences[i] = fastFirst ? first - second : second - first;
    }
    Estimate cost = Estimate.of(differences, LEVEL);
    return new MeterCost(
        fast.samplingRateHz(),
        plan.slowRateHz(),
        cost.mean(),
        cost.ciLow(),
        cost.ciHigh(),
        plan.pairs(),
        plan.window().toNanos() / 1e9,
        resolutionWatts());
  }

  private double meanWatts(SamplingSettings settings) throws InterruptedException {
    abort.check();
    List<SampleBatch> batches = new CopyOnWriteArrayList<>();
    long fromNs = clock.monotonicNs() + settleNs();
    SensorGroup group;
    try (SamplingSession session =
        SamplingSession.start(new BorrowedSensor(sensor), settings, batches::add)) {
      group = session.group();
      clock.waitUntil(fromNs + plan.window().toNanos());
    }
    PowerSeries series = PowerSeries.of(batches, group, rails);
    double sum = 0;
    int samples = 0;
    for (int i = series.indexAtOrBefore(fromNs) + 1; i < series.size(); i++) {
      sum += series.watts()[i];
      samples++;
    }
    if (samples == 0) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "sensor "
              + sensor.group().sensor()
              + " gave no sample at "
              + settings.samplingRateHz()
              + " Hz: what measuring costs cannot be told");
    }
    return sum / samples;
  }

  private long settleNs() {
    return Math.max(
        plan.settle().toNanos(), Math.round(TIME_CONSTANTS * sensor.group().timeConstantNs()));
  }

  private double resolutionWatts() {
    return sensor.group().rails().stream()
        .filter(rail -> rails.contains(rail.name()))
        .mapToDouble(Rail::resolutionWatts)
        .sum();
  }

  /** The supplies, which see everything; without one, all components. */
  private static List<String> rails(SensorGroup group) {
    boolean supplied = group.rails().stream().anyMatch(rail -> rail.scope() == RailScope.SUPPLY);
    RailScope scope = supplied ? RailScope.SUPPLY : RailScope.COMPONENT;
    return group.rails().stream().filter(rail -> rail.scope() == scope).map(Rail::name).toList();
  }
}
