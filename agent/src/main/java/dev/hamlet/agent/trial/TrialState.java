package dev.hamlet.agent.trial;

import java.util.Locale;

/** States of a trial, in their order. Every running state may end in {@link #FAILED}. */
public enum TrialState {
  /** Waits until power mode and temperature are as the protocol asks. Nothing runs. */
  GATE,
  /** Waits for the host lock, then runs inferences that do not count. */
  WARM_UP,
  /**
   * Nothing runs; the sensor forgets the warm-up. Lasts longer while the host lock is waited for.
   */
  SETTLE,
  /** Nothing runs; the baseline is taken. */
  IDLE_BEFORE,
  /** Back-to-back inferences, under the host lock. */
  BURST,
  /** Nothing runs; the sensor reports the rest of the burst. */
  GUARD,
  /** Nothing runs; the second baseline is taken. */
  IDLE_AFTER,
  /** Ended: measured. */
  MEASURED,
  /** Ended: measured, but a rule that only the agent can check is broken. */
  INVALID,
  /** Ended: could not be measured. */
  FAILED;

  /**
   * Moves on.
   *
   * @return the next state
   * @throws IllegalStateException if this state does not lead there
   */
  public TrialState transition(TrialState next) {
    if (!leadsTo(next)) {
      throw new IllegalStateException("a trial does not go from " + this + " to " + next);
    }
    return next;
  }

  /** The word in heartbeats and logs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The phase in a sentence. */
  String phrase() {
    return switch (this) {
      case GATE -> "the gate";
      case WARM_UP -> "the warm-up";
      case SETTLE -> "the settle phase";
      case IDLE_BEFORE -> "the idle baseline before the burst";
      case BURST -> "the burst";
      case GUARD -> "the guard phase";
      case IDLE_AFTER -> "the idle baseline after the burst";
      case MEASURED, INVALID, FAILED -> "the end of the trial";
    };
  }

  private boolean leadsTo(TrialState next) {
    return switch (this) {
      case GATE -> next == WARM_UP || next == FAILED;
      case WARM_UP -> next == SETTLE || next == FAILED;
      case SETTLE -> next == IDLE_BEFORE || next == FAILED;
      case IDLE_BEFORE -> next == BURST || next == FAILED;
      case BURST -> next == GUARD || next == FAILED;
      case GUARD -> next == IDLE_AFTER || next == FAILED;
      case IDLE_AFTER -> next == MEASURED || next == INVALID || next == FAILED;
      case MEASURED, INVALID, FAILED -> false;
    };
  }
}
