package dev.hamlet.benchmarks.accuracy;

import java.util.Map;

/**
 * What the cells of a scenario say.
 *
 * @param name the scenario
 * @param accepted whether Hamlet measures it
 * @param reason why not; empty if it does
 * @param cells cells with a figure, errors off
 * @param converged share of them that converged
 * @param meanTrials valid trials per cell
 * @param invalidRatio share of invalid trials
 * @param burstSeconds length of its bursts, in seconds
 * @param hamlet errors of Hamlet's figures, errors of the board off
 * @param random coverage of the random interval, errors of the board off
 * @param convergedRandom the same over converged cells only
 * @param total coverage of the total interval, errors of the board on
 * @param others errors of other methods, by their word
 */
record ScenarioFigures(
    String name,
    boolean accepted,
    String reason,
    int cells,
    double converged,
    double meanTrials,
    double invalidRatio,
    double burstSeconds,
    Errors hamlet,
    Coverage random,
    Coverage convergedRandom,
    Coverage total,
    Map<String, Errors> others) {

  /** A scenario that is not measured. */
  static ScenarioFigures refused(String name, String reason) {
    return new ScenarioFigures(
        name,
        false,
        reason,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Errors.NONE,
        Coverage.NONE,
        Coverage.NONE,
        Coverage.NONE,
        Map.of());
  }
}
