package dev.hamlet.common.experiment;

import java.util.List;

/**
 * What was read of a board around a trial and during it.
 *
 * @param before temperatures after the gate
 * @param after temperatures after the last phase
 * @param conditions what the board was like meanwhile
 */
public record BoardReadings(
    List<Temperature> before, List<Temperature> after, TrialConditions conditions) {

  /** Nobody looked. */
  public static final BoardReadings NONE =
      new BoardReadings(List.of(), List.of(), TrialConditions.UNKNOWN);

  /** Copies the lists. */
  public BoardReadings {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Hottest zone before the trial, in degrees Celsius; NaN when not known. */
  public double hottestBeforeC() {
    return hottestC(before);
  }

  /** Hottest zone after the trial, in degrees Celsius; NaN when not known. */
  public double hottestAfterC() {
    return hottestC(after);
  }

  private static double hottestC(List<Temperature> zones) {
    return zones.stream().mapToDouble(Temperature::celsius).max().orElse(Double.NaN);
  }
}
