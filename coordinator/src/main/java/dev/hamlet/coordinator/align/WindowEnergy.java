package dev.hamlet.coordinator.align;

/** Energy of a window, or why there is none. */
sealed interface WindowEnergy {

  /**
   * Samples cover the window without a hole.
   *
   * @param joules integral of power
   */
  record Covered(double joules) implements WindowEnergy {}

  /**
   * There is no honest figure.
   *
   * @param reason what is missing, as a part of a sentence
   */
  record Uncovered(String reason) implements WindowEnergy {}
}
