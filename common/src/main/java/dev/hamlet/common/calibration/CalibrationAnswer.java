package dev.hamlet.common.calibration;

import org.jspecify.annotations.Nullable;

/**
 * What became of an order.
 *
 * @param orderId the order
 * @param calibration what was found; null if nothing was
 * @param problem why nothing was found, one sentence; empty if something was
 */
public record CalibrationAnswer(
    String orderId, @Nullable SensorCalibration calibration, String problem) {

  /** It was found. */
  public static CalibrationAnswer found(CalibrationOrder order, SensorCalibration calibration) {
    return new CalibrationAnswer(order.orderId(), calibration, "");
  }

  /** It was not, for a reason in one sentence. */
  public static CalibrationAnswer failed(CalibrationOrder order, String problem) {
    return new CalibrationAnswer(order.orderId(), null, problem);
  }
}
