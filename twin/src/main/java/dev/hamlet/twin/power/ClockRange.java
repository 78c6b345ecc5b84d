package dev.hamlet.twin.power;

/**
 * How a clock is steered.
 *
 * @param minHz lower limit
 * @param maxHz upper limit; it wins where the two contradict each other
 * @param governor who chooses between them
 */
public record ClockRange(long minHz, long maxHz, Governor governor) {

  /** The same with another lower limit. */
  public ClockRange withMinHz(long hz) {
    return new ClockRange(hz, maxHz, governor);
  }

  /** The same with another upper limit. */
  public ClockRange withMaxHz(long hz) {
    return new ClockRange(minHz, hz, governor);
  }

  /** The same with another governor. */
  public ClockRange with(Governor other) {
    return new ClockRange(minHz, maxHz, other);
  }

  /** Whether load changes it. */
  public boolean followsLoad() {
    return governor == Governor.SCHEDUTIL && minHz < maxHz;
  }
}
