package dev.hamlet.agent.simulation;

import dev.hamlet.common.config.InvalidInputException;

/**
 * How fast simulated boards work.
 *
 * @param ratio seconds of the board's time per second of ours; infinite for as fast as can be
 */
public record Speed(double ratio) {

  /** As fast as can be. */
  public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

  private static final double GREATEST = 1e6;

  /**
   * Reads what a person wrote.
   *
   * @throws InvalidInputException unless it is {@code max}, 0 (the same), or a number above 0
   */
  public static Speed parse(String text) {
    if (text.equals("max")) {
      return MAX;
    }
    try {
      double ratio = Double.parseDouble(text);
      if (ratio >= 0 && ratio <= GREATEST) {
        return ratio == 0 ? MAX : new Speed(ratio);
      }
    } catch (NumberFormatException ignored) {
      // said below
    }
    throw new InvalidInputException(
        "--speed", "must be max, or virtual seconds per second up to 1000000, not '" + text + "'");
  }

  /** Time of ours that a stretch of the board's time takes, in ns. */
  long realNs(long virtualNs) {
    return Math.round(virtualNs / ratio);
  }

  /** Time of the board's that passes in a stretch of ours, in ns; 0 where it stands still idle. */
  long virtualNs(long realNs) {
    return Double.isInfinite(ratio) ? 0 : Math.round(realNs * ratio);
  }

  @Override
  public String toString() {
    return Double.isInfinite(ratio) ? "max" : Double.toString(ratio);
  }
}
