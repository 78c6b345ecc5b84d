package dev.hamlet.common.experiment;

/**
 * Lowest and highest frequency that was seen.
 *
 * @param minHz in Hz; 0 if none was seen
 * @param maxHz in Hz; 0 if none was seen
 */
public record ClockRange(long minHz, long maxHz) {

  /** Nothing was seen. */
  public static final ClockRange NONE = new ClockRange(0, 0);

  /** The range that holds another frequency too. */
  public ClockRange with(long hz) {
    return maxHz == 0
        ? new ClockRange(hz, hz)
        : new ClockRange(Math.min(minHz, hz), Math.max(maxHz, hz));
  }
}
