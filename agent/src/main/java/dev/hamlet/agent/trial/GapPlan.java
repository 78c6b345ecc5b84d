package dev.hamlet.agent.trial;

import dev.hamlet.common.power.SensorGroup;

/**
 * How bursts pause so that a sensor sees every part of an inference alike.
 *
 * <p>A pause leads to another place in the time that the sensor takes for a value: the interval of
 * reads, or the sensor's own round where that is longer. A burst of 2 s on a sensor of 151 Hz has
 * some sixty of them, one after each five values; pauses are 9 % of its time at most.
 *
 * @param workBeforeGapNs a pause follows at least so much work
 * @param greatestGapNs pauses are at most so long: what the sensor takes for a value
 */
public record GapPlan(long workBeforeGapNs, long greatestGapNs) {

  /** Values of the sensor from a pause to the next. */
  private static final int VALUES = 5;

  private static final long LEAST_WORK_NS = 20_000_000;

  /** The slowest round of an INA3221; a refresh rate that says less was found on an idle board. */
  private static final long LONGEST_GAP_NS = 50_000_000;

  /** For a group that states its rates; the refresh rate may be unknown (0). */
  public static GapPlan of(SensorGroup group) {
    double valuesHz =
        group.refreshRateHz() > 0
            ? Math.min(group.refreshRateHz(), group.nominalRateHz())
            : group.nominalRateHz();
    long valueNs = Math.min(LONGEST_GAP_NS, Math.round(1e9 / valuesHz));
    return new GapPlan(Math.max(LEAST_WORK_NS, VALUES * valueNs), valueNs);
  }
}
