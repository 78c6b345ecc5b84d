package dev.hamlet.common.inference;

/** Phases of a trial, in the order they happen. */
public enum PhaseKind {
  /** Waiting until the board is in the state that the protocol asks for. */
  GATE,
  /** Inferences that do not count. */
  WARM_UP,
  /** Nothing runs, until the sensor has forgotten the warm-up. */
  SETTLE,
  /** Idle baseline before the burst: model loaded, nothing running. */
  IDLE_BEFORE,
  /** Back-to-back inferences of one input. */
  BURST,
  /** Nothing runs, until the sensor has reported all of the burst. */
  GUARD,
  /** Idle baseline after the guard. */
  IDLE_AFTER
}
