package dev.hamlet.common.experiment;

import java.util.List;

/**
 * A trial has ended.
 *
 * @param lease the lease it ran under
 * @param cellId the cell
 * @param trialNumber number within the cell
 * @param round round of the lease
 * @param outcome how it ended
 * @param reason one sentence when invalid or failed, else empty
 * @param modelFault true if the cause is the model or its artifact
 * @param sessionId session of the agent whose telemetry holds the trial
 * @param lastTelemetrySequence everything the trial's figures need is in the session's telemetry up
 *     to this sequence; 0 when nothing was measured
 * @param loadDurationNs time the worker took to load the model for this visit; 0 if it did not
 * @param temperaturesBefore after the gate
 * @param temperaturesAfter after the last phase
 * @param conditions what the board was like
 * @param boardSuspect true if the board should be looked at by a person: its gate stayed shut or it
 *     grew too hot
 * @param log last log lines of agent and worker when it failed; empty for any other, and where an
 *     earlier failure of the cell had them
 * @param boardRefused true if it failed as the board refused what any cell needs of it, such as
 *     room on its disk: that says nothing of the cell
 */
public record TrialReport(
    LeaseRef lease,
    String cellId,
    int trialNumber,
    int round,
    TrialOutcome outcome,
    String reason,
    boolean modelFault,
    String sessionId,
    long lastTelemetrySequence,
    long loadDurationNs,
    List<Temperature> temperaturesBefore,
    List<Temperature> temperaturesAfter,
    TrialConditions conditions,
    boolean boardSuspect,
    String log,
    boolean boardRefused)
    implements AgentReport {

  /** Copies the lists. */
  public TrialReport {
    temperaturesBefore = List.copyOf(temperaturesBefore);
    temperaturesAfter = List.copyOf(temperaturesAfter);
  }

  /** A report without log lines. */
  public TrialReport(
      LeaseRef lease,
      String cellId,
      int trialNumber,
      int round,
      TrialOutcome outcome,
      String reason,
      boolean modelFault,
      String sessionId,
      long lastTelemetrySequence,
      long loadDurationNs,
      List<Temperature> temperaturesBefore,
      List<Temperature> temperaturesAfter,
      TrialConditions conditions,
      boolean boardSuspect) {
    this(
        lease,
        cellId,
        trialNumber,
        round,
        outcome,
        reason,
        modelFault,
        sessionId,
        lastTelemetrySequence,
        loadDurationNs,
        temperaturesBefore,
        temperaturesAfter,
        conditions,
        boardSuspect,
        "",
        false);
  }

  /** A report of a trial during which nobody watched the board. */
  public TrialReport(
      LeaseRef lease,
      String cellId,
      int trialNumber,
      int round,
      TrialOutcome outcome,
      String reason,
      boolean modelFault,
      String sessionId,
      long lastTelemetrySequence,
      long loadDurationNs,
      List<Temperature> temperaturesBefore,
      List<Temperature> temperaturesAfter) {
    this(
        lease,
        cellId,
        trialNumber,
        round,
        outcome,
        reason,
        modelFault,
        sessionId,
        lastTelemetrySequence,
        loadDurationNs,
        temperaturesBefore,
        temperaturesAfter,
        TrialConditions.UNKNOWN,
        false);
  }

  /** The same report, naming the telemetry that it needs. */
  public TrialReport coveredBy(long telemetrySequence) {
    return new TrialReport(
        lease,
        cellId,
        trialNumber,
        round,
        outcome,
        reason,
        modelFault,
        sessionId,
        telemetrySequence,
        loadDurationNs,
        temperaturesBefore,
        temperaturesAfter,
        conditions,
        boardSuspect,
        log,
        boardRefused);
  }

  /** The same report, with the last log lines of agent and worker. */
  public TrialReport withLog(String lines) {
    return new TrialReport(
        lease,
        cellId,
        trialNumber,
        round,
        outcome,
        reason,
        modelFault,
        sessionId,
        lastTelemetrySequence,
        loadDurationNs,
        temperaturesBefore,
        temperaturesAfter,
        conditions,
        boardSuspect,
        lines,
        boardRefused);
  }

  /** The same report of a trial that failed as the board refused what any cell needs of it. */
  public TrialReport refusedByBoard() {
    return new TrialReport(
        lease,
        cellId,
        trialNumber,
        round,
        outcome,
        reason,
        modelFault,
        sessionId,
        lastTelemetrySequence,
        loadDurationNs,
        temperaturesBefore,
        temperaturesAfter,
        conditions,
        boardSuspect,
        log,
        true);
  }
}
