package dev.hamlet.agent.sensor;

/** How one read of a sensor ended. */
public enum ReadOutcome {
  /** Every column has a value. */
  OK,
  /** The sensor has no value at present (EAGAIN, ENODATA, an empty answer). */
  NOT_READY,
  /** The read failed. */
  FAILED
}
