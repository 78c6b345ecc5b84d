package dev.hamlet.common.power;

/** What a column of a sample batch holds. */
public enum Quantity {
  /** Power of a rail. */
  POWER,
  /** Voltage of a rail. */
  VOLTAGE,
  /** Current of a rail. */
  CURRENT,
  /** Energy since some start; only grows, may wrap. It is differenced, never integrated. */
  CUMULATIVE_ENERGY
}
