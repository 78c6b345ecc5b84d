package dev.hamlet.twin.driver;

/** How the L4T driver chooses between continuous and triggered conversion. */
public enum L4tMode {
  /** Triggered until somebody writes another mode. */
  FORCED_TRIGGERED,
  /** Continuous until somebody writes another mode. */
  FORCED_CONTINUOUS,
  /** As the CPUs have it. */
  AUTOMATIC;

  /** The mode that a number written to {@code running_mode} asks for. */
  static L4tMode written(long number) {
    if (number < 0) {
      return AUTOMATIC;
    }
    return number == 0 ? FORCED_TRIGGERED : FORCED_CONTINUOUS;
  }
}
