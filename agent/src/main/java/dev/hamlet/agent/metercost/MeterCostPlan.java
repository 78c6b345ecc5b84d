package dev.hamlet.agent.metercost;

import java.time.Duration;

/**
 * How the cost of measuring is measured.
 *
 * @param slowRateHz the rate that full sampling is compared with
 * @param pairs pairs of windows, one at full rate and one at the slow one
 * @param settle start of each window that does not count; longer where the sensor has a memory
 * @param window what counts of each window
 */
public record MeterCostPlan(double slowRateHz, int pairs, Duration settle, Duration window) {

  /** Six pairs of a second: about 13 s in all. */
  public static final MeterCostPlan DEFAULT =
      new MeterCostPlan(10, 6, Duration.ofMillis(100), Duration.ofSeconds(1));
}
