package dev.hamlet.cli.report;

import dev.hamlet.proto.v1.GoldenCheck;

/**
 * A golden-model check as {@code --json} shows it; a figure of 0 is none.
 *
 * @param device the device
 * @param epochMs when it ended, wall clock, ms
 * @param outcome {@code passed}, {@code failed} or {@code inconclusive}
 * @param reason one sentence
 * @param trials trials that the figures rest on
 * @param latencySeconds mean latency
 * @param latencyHalfWidthSeconds half-width of its 95 % interval
 * @param netEnergyPerInferenceJoules mean net energy per inference
 * @param netEnergyHalfWidthJoules half-width of its 95 % interval
 * @param historyLatencySeconds median of the device's last passes
 * @param historyNetEnergyPerInferenceJoules median of the device's last passes
 */
public record GoldenCheckView(
    String device,
    long epochMs,
    String outcome,
    String reason,
    int trials,
    double latencySeconds,
    double latencyHalfWidthSeconds,
    double netEnergyPerInferenceJoules,
    double netEnergyHalfWidthJoules,
    double historyLatencySeconds,
    double historyNetEnergyPerInferenceJoules) {

  /** From the wire. */
  public static GoldenCheckView of(GoldenCheck check) {
    return new GoldenCheckView(
        check.getDevice(),
        check.getEpochMs(),
        check.getOutcome(),
        check.getReason(),
        check.getTrials(),
        check.getLatencySeconds(),
        check.getLatencyHalfWidthSeconds(),
        check.getNetEnergyPerInferenceJoules(),
        check.getNetEnergyHalfWidthJoules(),
        check.getHistoryLatencySeconds(),
        check.getHistoryNetEnergyPerInferenceJoules());
  }

  /** Whether the device is as it was before. */
  public boolean passed() {
    return outcome.equals("passed");
  }

  /** For people. */
  public String line() {
    return StatusTables.time(epochMs) + "  " + outcome + figures() + "  " + reason;
  }

  private String figures() {
    return trials == 0
        ? ""
        : "  "
            + Figures.seconds(latencySeconds)
            + "  "
            + Figures.joules(netEnergyPerInferenceJoules)
            + " per inference, "
            + trials
            + " trials";
  }
}
