package dev.hamlet.coordinator.align;

/**
 * What makes a trial's figures honest.
 *
 * @param maxGapIntervals greatest distance of two samples, in nominal sampling intervals
 * @param timeConstants least length of settle and guard, in time constants of the sensor
 * @param idleDriftShare how far the idle power before and after may differ, as a share of their
 *     mean, even where noise and resolution are smaller
 * @param idleDriftSigmas how far they may differ, in standard errors of the difference
 * @param minIdleSamples least number of samples of an idle baseline
 * @param minIdleCoverage least share of an idle baseline that samples cover
 */
public record AlignmentRules(
    double maxGapIntervals,
    double timeConstants,
    double idleDriftShare,
    double idleDriftSigmas,
    int minIdleSamples,
    double minIdleCoverage) {

  /** The rules of the method's description. */
  public static final AlignmentRules DEFAULT = new AlignmentRules(5, 5, 0.02, 3, 20, 0.5);
}
