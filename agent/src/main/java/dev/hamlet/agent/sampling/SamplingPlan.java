package dev.hamlet.agent.sampling;

import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.time.MonotonicClock;
import java.util.Arrays;

/**
 * The period that a sensor can hold.
 *
 * @param wantedPeriodNs period that was asked for
 * @param periodNs period that is used: the wanted one, or 1.25 x the read cost where that is more,
 *     rounded up to 0.1 ms
 * @param readCostNs the 90th percentile of the measured read durations
 */
public record SamplingPlan(long wantedPeriodNs, long periodNs, long readCostNs) {

  private static final int READS = 40;
  private static final double HEADROOM = 1.25;
  private static final long STEP_NS = 100_000;

  /** Reads the sensor some times on the calling thread and plans for what that costs. */
  public static SamplingPlan measure(Sensor sensor, MonotonicClock clock, long wantedPeriodNs) {
    long[] values = new long[sensor.columns().size()];
    long[] costsNs = new long[READS];
    for (int i = 0; i < READS; i++) {
      long beginNs = clock.monotonicNs();
      // Not the value but its price matters here; the session counts outcomes from its start on.
      var ignored = sensor.read(values);
      costsNs[i] = clock.monotonicNs() - beginNs;
    }
    Arrays.sort(costsNs);
    return forCost(wantedPeriodNs, costsNs[READS * 9 / 10]);
  }

  static SamplingPlan forCost(long wantedPeriodNs, long readCostNs) {
    if (readCostNs <= wantedPeriodNs) {
      return new SamplingPlan(wantedPeriodNs, wantedPeriodNs, readCostNs);
    }
    long steps = (long) Math.ceil(readCostNs * HEADROOM / STEP_NS);
    return new SamplingPlan(wantedPeriodNs, steps * STEP_NS, readCostNs);
  }

  /** Whether the sensor is too slow for the wanted period. */
  public boolean reduced() {
    return periodNs > wantedPeriodNs;
  }

  /** The rate that is used. */
  public double rateHz() {
    return 1e9 / periodNs;
  }
}
