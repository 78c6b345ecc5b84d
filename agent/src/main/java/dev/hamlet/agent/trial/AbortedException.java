package dev.hamlet.agent.trial;

/**
 * The work in hand is no longer wanted: its lease is over or the agent stops. Nothing is reported.
 */
public final class AbortedException extends RuntimeException {

  /** Without a message: it says everything. */
  public AbortedException() {
    super("the work is no longer wanted");
  }
}
