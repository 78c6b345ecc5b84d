package dev.hamlet.common.experiment;

/**
 * How a trial ended, and what is to blame where it did not end well.
 *
 * @param outcome the kind of end
 * @param reason one sentence when invalid or failed, else empty
 * @param modelFault true if the cause is the model or its artifact
 * @param boardSuspect true if the board should be looked at by a person: its gate stayed shut or it
 *     grew too hot
 * @param boardRefused true if it failed as the board refused what any cell needs of it, such as
 *     room on its disk: that says nothing of the cell
 * @param log last log lines of agent and worker when it failed; empty for any other, and where an
 *     earlier failure of the cell had them
 */
public record TrialEnding(
    TrialOutcome outcome,
    String reason,
    boolean modelFault,
    boolean boardSuspect,
    boolean boardRefused,
    String log) {

  /** As it should. */
  public static final TrialEnding MEASURED = of(TrialOutcome.MEASURED, "");

  /** An end that nothing further is known of. */
  public static TrialEnding of(TrialOutcome outcome, String reason) {
    return new TrialEnding(outcome, reason, false, false, false, "");
  }

  /** It could not be measured. */
  public static TrialEnding failed(String reason) {
    return of(TrialOutcome.FAILED, reason);
  }

  /** It could not be measured. */
  public static TrialEnding failed(String reason, boolean modelFault) {
    return new TrialEnding(TrialOutcome.FAILED, reason, modelFault, false, false, "");
  }

  /** The same, on a board that a person should look at. */
  public TrialEnding onSuspectBoard() {
    return new TrialEnding(outcome, reason, modelFault, true, boardRefused, log);
  }

  /** The same, as the board refused what any cell needs of it. */
  public TrialEnding refusedByBoard() {
    return new TrialEnding(outcome, reason, modelFault, boardSuspect, true, log);
  }

  /** The same, with the last log lines of agent and worker. */
  public TrialEnding withLog(String lines) {
    return new TrialEnding(outcome, reason, modelFault, boardSuspect, boardRefused, lines);
  }
}
