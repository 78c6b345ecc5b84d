package dev.hamlet.common.power;

/**
 * What measuring costs a device by itself: the power it draws more while its sensors are sampled at
 * full rate than while they are hardly sampled, both at rest.
 *
 * <p>It is a part of idle power and of gross energy, and cancels in net energy. A sensor has to be
 * read a little even to tell, so the slow rate is not 0.
 *
 * @param rateHz the full rate
 * @param slowRateHz the rate it is compared with
 * @param costWatts mean difference, in watts; may be negative by chance
 * @param ciLowWatts lower bound of its 95 % interval
 * @param ciHighWatts upper bound
 * @param pairs pairs of windows that it rests on
 * @param windowSeconds length of each window
 * @param resolutionWatts smallest step of power that a reading shows; a cost far below it cannot be
 *     seen
 */
public record MeterCost(
    double rateHz,
    double slowRateHz,
    double costWatts,
    double ciLowWatts,
    double ciHighWatts,
    int pairs,
    double windowSeconds,
    double resolutionWatts) {}
