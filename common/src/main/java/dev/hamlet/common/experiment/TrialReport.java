package dev.hamlet.common.experiment;

/**
 * A trial has ended.
 *
 * @param trial which
 * @param ending how
 * @param sessionId session of the agent whose telemetry holds the trial
 * @param lastTelemetrySequence everything the trial's figures need is in the session's telemetry up
 *     to this sequence; 0 when nothing was measured
 * @param loadDurationNs time the worker took to load the model for this visit; 0 if it did not
 * @param board what the board was like
 */
public record TrialReport(
    TrialRef trial,
    TrialEnding ending,
    String sessionId,
    long lastTelemetrySequence,
    long loadDurationNs,
    BoardReadings board)
    implements AgentReport {

  /** Of a trial that measured nothing. */
  public static TrialReport unmeasured(TrialRef trial, TrialEnding ending, String sessionId) {
    return new TrialReport(trial, ending, sessionId, 0, 0, BoardReadings.NONE);
  }

  /** The same report, naming the telemetry that it needs. */
  public TrialReport coveredBy(long telemetrySequence) {
    return new TrialReport(trial, ending, sessionId, telemetrySequence, loadDurationNs, board);
  }

  /** The same report of another end. */
  public TrialReport ended(TrialEnding how) {
    return new TrialReport(trial, how, sessionId, lastTelemetrySequence, loadDurationNs, board);
  }

  @Override
  public LeaseRef lease() {
    return trial.lease();
  }

  /** The cell. */
  public String cellId() {
    return trial.cellId();
  }

  /** Number within the cell. */
  public int trialNumber() {
    return trial.trialNumber();
  }

  /** Round of the lease. */
  public int round() {
    return trial.round();
  }

  /** The kind of end. */
  public TrialOutcome outcome() {
    return ending.outcome();
  }

  /** One sentence when invalid or failed, else empty. */
  public String reason() {
    return ending.reason();
  }
}
