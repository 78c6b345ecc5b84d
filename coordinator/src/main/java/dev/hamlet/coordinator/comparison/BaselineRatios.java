package dev.hamlet.coordinator.comparison;

import dev.hamlet.common.statistics.compare.PairedRatio;
import dev.hamlet.coordinator.result.CellTrials;
import dev.hamlet.coordinator.result.TrialResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A cell against its baseline on the same device, paired within rounds: what both share in a round
 * (temperature, neighbours, the gain of the sensor) cancels.
 *
 * @param ratios cell over baseline, by figure
 */
public record BaselineRatios(Map<Figure, PairedRatio> ratios) {

  /** Copies the map. */
  public BaselineRatios {
    ratios = Map.copyOf(ratios);
  }

  /**
   * Of the trials of both cells, valid or not.
   *
   * @param level confidence level of the intervals
   */
  public static BaselineRatios of(
      List<TrialResult> cell, List<TrialResult> baseline, double level) {
    CellTrials above = CellTrials.of(cell);
    CellTrials below = CellTrials.of(baseline);
    Map<Figure, PairedRatio> ratios = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      ratios.put(figure, PairedRatio.of(figure.of(above), figure.of(below), level));
    }
    return new BaselineRatios(ratios);
  }

  /** The ratio of a figure. */
  public PairedRatio of(Figure figure) {
    PairedRatio ratio = ratios.get(figure);
    if (ratio == null) {
      throw new IllegalArgumentException("no ratio of " + figure);
    }
    return ratio;
  }
}
