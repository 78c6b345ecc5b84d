package dev.hamlet.agent.trial;

import dev.hamlet.common.experiment.BoardReadings;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.inference.TrialTrace;
import java.util.Optional;

/**
 * How a trial ended, with what was measured.
 *
 * @param ending what is reported of the end
 * @param workerLost true if the worker must be replaced before the next trial
 * @param trace phases and spans, unless the trial failed
 * @param board what the board was like
 */
public record TrialEnd(
    TrialEnding ending, boolean workerLost, Optional<TrialTrace> trace, BoardReadings board) {

  /** A trial without a trace, whose worker lives on. */
  public static TrialEnd untraced(TrialEnding ending) {
    return new TrialEnd(ending, false, Optional.empty(), BoardReadings.NONE);
  }

  /** A trial without a trace, whose worker is gone. */
  static TrialEnd workerLost(TrialEnding ending, BoardReadings board) {
    return new TrialEnd(ending, true, Optional.empty(), board);
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
