package dev.hamlet.common.calibration;

/** What a coordinator wants to know of a board that has no lease, and its agent finds out. */
public sealed interface BoardOrder permits CalibrationOrder, MeterCostOrder {

  /** What the answer names. */
  String orderId();
}
