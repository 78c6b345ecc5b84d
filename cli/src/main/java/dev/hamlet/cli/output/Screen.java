package dev.hamlet.cli.output;

/**
 * What is on the other side of the error stream, where progress goes.
 *
 * @param terminal whether a person watches
 * @param columns width in characters
 */
public record Screen(boolean terminal, int columns) {

  private static final int LEAST_COLUMNS = 40;

  /** Refuses a width that nothing fits in. */
  public Screen {
    columns = Math.max(columns, LEAST_COLUMNS);
  }
}
