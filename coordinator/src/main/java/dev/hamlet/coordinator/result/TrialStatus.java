package dev.hamlet.coordinator.result;

/** Whether a trial's figures count. */
public enum TrialStatus {
  /** They count. */
  VALID,
  /**
   * It ran, but a validity rule is broken; the reason says which. Its figures are kept where there
   * are any.
   */
  INVALID,
  /** It could not run. */
  FAILED
}
