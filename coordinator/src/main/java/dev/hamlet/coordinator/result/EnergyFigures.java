package dev.hamlet.coordinator.result;

/**
 * Energies of one trial over its rails, from where the burst may begin to show in the samples (a
 * round of the sensor and a sampling interval before its start) to the end of the guard, or to
 * where its end shows at the latest if the sensor has no memory.
 *
 * @param windowSeconds length of that window
 * @param grossJoules integral of power
 * @param idleJoules idle power times the window
 * @param netJoules gross less idle; may be negative, never clipped
 * @param idlePowerWatts mean of the two idle baselines
 * @param idleBeforeWatts baseline before the burst
 * @param idleAfterWatts baseline after the guard
 * @param meanPowerWatts mean power from start to end of the burst
 */
public record EnergyFigures(
    double windowSeconds,
    double grossJoules,
    double idleJoules,
    double netJoules,
    double idlePowerWatts,
    double idleBeforeWatts,
    double idleAfterWatts,
    double meanPowerWatts) {

  /**
   * The same without the time that a simulated board's burst waited for its host, during which the
   * board was idle: net energy stays what it is.
   *
   * @param waitSeconds that time, within the burst
   * @param burstSeconds length of the burst with it
   */
  public EnergyFigures withoutWait(double waitSeconds, double burstSeconds) {
    if (waitSeconds <= 0 || waitSeconds >= burstSeconds) {
      return this;
    }
    double waitJoules = idlePowerWatts * waitSeconds;
    return new EnergyFigures(
        windowSeconds - waitSeconds,
        grossJoules - waitJoules,
        idleJoules - waitJoules,
        netJoules,
        idlePowerWatts,
        idleBeforeWatts,
        idleAfterWatts,
        (meanPowerWatts * burstSeconds - waitJoules) / (burstSeconds - waitSeconds));
  }
}
