package dev.hamlet.agent.lease;

import dev.hamlet.common.inference.TrialTrace;
import java.util.OptionalLong;

/** Where the traces of trials go. */
@FunctionalInterface
public interface TraceSink {

  /**
   * Takes a trace over; never blocks.
   *
   * @return its sequence in the session's telemetry; empty if there was no room
   */
  OptionalLong offer(TrialTrace trace);
}
