package dev.hamlet.common.power;

/** When a sensor converts. */
public enum SensorMode {
  /** All the time; a read shows the last conversion. */
  CONTINUOUS,
  /** When it is read; a read waits for the conversion. */
  TRIGGERED,
  /** Not known. */
  UNKNOWN
}
