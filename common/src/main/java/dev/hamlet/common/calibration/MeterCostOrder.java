package dev.hamlet.common.calibration;

/**
 * Find out what measuring costs a board.
 *
 * @param orderId what the answer names
 */
public record MeterCostOrder(String orderId) implements BoardOrder {}
