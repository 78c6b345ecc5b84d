package dev.hamlet.coordinator.align.sanity;

import dev.hamlet.common.power.Rail;

/** What a mean of a sensor's readings may be wrong by: its step, its offset and its gains. */
final class SensorLimits {

  /** Where a sensor does not say how wrong it may be: as much as a shunt and an ADC usually are. */
  private static final double USUAL_GAIN_RATIO = 0.02;

  private SensorLimits() {}

  static double watts(Rail rail, double meanWatts) {
    double gains =
        rail.errors().known()
            ? rail.errors().gainRatios().stream().mapToDouble(Double::doubleValue).sum()
            : USUAL_GAIN_RATIO;
    return floorWatts(rail) + gains * Math.abs(meanWatts);
  }

  /** Smallest power that is told from nothing: one step of the reading and its offset. */
  static double floorWatts(Rail rail) {
    return rail.resolutionWatts() + rail.errors().offsetWatts();
  }
}
