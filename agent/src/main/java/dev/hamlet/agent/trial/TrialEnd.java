package dev.hamlet.agent.trial;

import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.inference.TrialTrace;
import java.util.List;
import java.util.Optional;

/**
 * How a trial ended.
 *
 * @param outcome the kind of end
 * @param reason one sentence when invalid or failed, else empty
 * @param modelFault true if the cause is the model or its artifact
 * @param workerLost true if the worker must be replaced before the next trial
 * @param trace phases and spans, unless the trial failed
 * @param before temperatures after the gate
 * @param after temperatures after the last phase
 * @param conditions what the board was like
 * @param boardSuspect true if a person should look at the board
 * @param boardRefused true if the board refused what any cell needs of it
 */
public record TrialEnd(
    TrialOutcome outcome,
    String reason,
    boolean modelFault,
    boolean workerLost,
    Optional<TrialTrace> trace,
    List<Temperature> before,
    List<Temperature> after,
    TrialConditions conditions,
    boolean boardSuspect,
    boolean boardRefused) {

  /** Copies the lists. */
  public TrialEnd {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** A trial that was stopped as the board grew too hot: its worker is gone. */
  static TrialEnd overheated(
      String reason, List<Temperature> before, List<Temperature> after, TrialConditions seen) {
    return new TrialEnd(
        TrialOutcome.INVALID,
        reason,
        false,
        true,
        Optional.empty(),
        before,
        after,
        seen,
        true,
        false);
  }

  /** The same end, of a board that a person should look at. */
  TrialEnd suspect() {
    return new TrialEnd(
        outcome,
        reason,
        modelFault,
        workerLost,
        trace,
        before,
        after,
        conditions,
        true,
        boardRefused);
  }

  /** A trial that could not be measured. */
  public static TrialEnd failed(String reason, boolean modelFault, boolean workerLost) {
    return new TrialEnd(
        TrialOutcome.FAILED,
        reason,
        modelFault,
        workerLost,
        Optional.empty(),
        List.of(),
        List.of(),
        TrialConditions.UNKNOWN,
        false,
        false);
  }

  /** The same end, as the board refused what any cell needs of it. */
  public TrialEnd refusedByBoard() {
    return new TrialEnd(
        outcome,
        reason,
        modelFault,
        workerLost,
        trace,
        before,
        after,
        conditions,
        boardSuspect,
        true);
  }
}
