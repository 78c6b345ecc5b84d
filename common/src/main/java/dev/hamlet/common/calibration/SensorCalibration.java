package dev.hamlet.common.calibration;

/**
 * What a step of the load showed of the filter of a board's sensor, and when.
 *
 * @param timeConstantNs time constant of the filter; 0 if it is shorter than a round of the sensor
 * @param errorNs half-width of the time constant's 95 % interval
 * @param threads busy threads of the load
 * @param busyNs how long they were busy
 * @param idleWatts power without the load
 * @param stepWatts what the load added
 * @param epochMs wall clock of the board, for display only
 */
public record SensorCalibration(
    long timeConstantNs,
    long errorNs,
    int threads,
    long busyNs,
    double idleWatts,
    double stepWatts,
    long epochMs) {

  /** What a fit found under the load that was ordered. */
  public static SensorCalibration of(StepFit fit, CalibrationOrder order, long epochMs) {
    return new SensorCalibration(
        fit.timeConstantNs(),
        fit.errorNs(),
        order.threads(),
        order.busyNs(),
        fit.idleWatts(),
        fit.stepWatts(),
        epochMs);
  }
}
