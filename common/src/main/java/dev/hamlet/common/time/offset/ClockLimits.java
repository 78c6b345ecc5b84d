package dev.hamlet.common.time.offset;

/**
 * What is taken for granted of the rates of two monotonic clocks. Every bound of a {@link
 * ClockEstimator} holds as long as these do; where they are found not to, it says "stepped".
 *
 * @param worstDriftRatio greatest difference of the two rates, whatever happens
 * @param wanderRatio greatest change of that difference within ten minutes: crystals follow their
 *     temperature
 */
public record ClockLimits(double worstDriftRatio, double wanderRatio) {

  /**
   * 500 ppm, as far as Linux corrects the rate of CLOCK_MONOTONIC for NTP, and 10 ppm, more than a
   * quartz of a board drifts while the board warms up.
   */
  public static final ClockLimits DEFAULT = new ClockLimits(500e-6, 10e-6);

  /** Refuses limits that are no limits. */
  public ClockLimits {
    if (!(worstDriftRatio > 0 && worstDriftRatio < 0.1) || !(wanderRatio > 0)) {
      throw new IllegalArgumentException(
          "limits of drift must be positive and below 0.1: " + worstDriftRatio + " " + wanderRatio);
    }
  }
}
