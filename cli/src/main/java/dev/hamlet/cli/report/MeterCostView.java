package dev.hamlet.cli.report;

import dev.hamlet.proto.v1.MeterCost;

/**
 * What measuring costs a device, as {@code --json} shows it.
 *
 * @param rateHz the full rate
 * @param slowRateHz the rate it is compared with
 * @param costWatts power that the board draws more at the full rate; may be negative by chance
 * @param ciLowWatts lower bound of its 95 % interval
 * @param ciHighWatts upper bound
 * @param pairs pairs of windows that it rests on
 * @param windowSeconds length of each window
 * @param resolutionWatts smallest step of power that a reading shows
 */
public record MeterCostView(
    double rateHz,
    double slowRateHz,
    double costWatts,
    double ciLowWatts,
    double ciHighWatts,
    int pairs,
    double windowSeconds,
    double resolutionWatts) {

  /** From the wire. */
  public static MeterCostView of(MeterCost cost) {
    return new MeterCostView(
        cost.getRateHz(),
        cost.getSlowRateHz(),
        cost.getCostWatts(),
        cost.getCiLowWatts(),
        cost.getCiHighWatts(),
        cost.getPairs(),
        cost.getWindowSeconds(),
        cost.getResolutionWatts());
  }

  /** For people. */
  public String sentence() {
    return "sampling at %.0f Hz costs %s (95 %%: %s to %s) more than at %.0f Hz"
        .formatted(
            rateHz,
            Figures.watts(costWatts),
            Figures.watts(ciLowWatts),
            Figures.watts(ciHighWatts),
            slowRateHz);
  }
}
