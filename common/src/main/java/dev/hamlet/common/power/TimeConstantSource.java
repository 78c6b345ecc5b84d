package dev.hamlet.common.power;

/** Where a sensor's time constant is known from. */
public enum TimeConstantSource {
  /** Follows from the sensor's configuration and its data sheet. */
  CONFIG,
  /** Found by a step of the load. */
  CALIBRATED,
  /** Nobody knows it; a time constant of 0 then says nothing. */
  UNKNOWN
}
