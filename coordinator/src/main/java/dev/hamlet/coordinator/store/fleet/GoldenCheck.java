package dev.hamlet.coordinator.store.fleet;

/**
 * What a golden-model check of a device found.
 *
 * @param device the device
 * @param golden identity of the model
 * @param epochMs when it ended, wall clock
 * @param outcome how it was judged
 * @param reason one sentence
 * @param trials trials that its figures rest on
 * @param latencySeconds mean latency; NaN without figures
 * @param latencyHalfWidthSeconds half-width of its 95 % interval
 * @param energyJoules mean net energy per inference; NaN without figures
 * @param energyHalfWidthJoules half-width of its 95 % interval
 * @param historyLatencySeconds what the latency was held against; NaN while the history is founded
 * @param historyEnergyJoules what the energy was held against; NaN while the history is founded
 */
public record GoldenCheck(
    String device,
    String golden,
    long epochMs,
    Outcome outcome,
    String reason,
    int trials,
    double latencySeconds,
    double latencyHalfWidthSeconds,
    double energyJoules,
    double energyHalfWidthJoules,
    double historyLatencySeconds,
    double historyEnergyJoules) {

  /** How a check is judged. */
  public enum Outcome {
    /** Latency and energy are within the device's own history, or found it. */
    PASSED,
    /** They are not, or the model could not be run. */
    FAILED,
    /** No figure came of it: cut off, disturbed, or the agent stopped. */
    INCONCLUSIVE
  }

  /** A check without figures. */
  public static GoldenCheck without(
      String device, String golden, long epochMs, Outcome outcome, String reason) {
    double none = Double.NaN;
    return new GoldenCheck(
        device, golden, epochMs, outcome, reason, 0, none, none, none, none, none, none);
  }
}
