package dev.hamlet.coordinator.comparison;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.compare.BoardComponent;
import dev.hamlet.coordinator.result.CellTrials;
import dev.hamlet.coordinator.result.TrialResult;
import java.util.List;

/** The same cell on several boards. */
public final class BoardSpread {

  private BoardSpread() {}

  /**
   * How much boards differ in a figure, and its mean with an interval that speaks of boards of
   * their kind.
   *
   * @param trialsPerBoard trials of the cell on each board, valid or not
   * @param level confidence level of the intervals
   */
  public static BoardComponent of(
      Figure figure, List<List<TrialResult>> trialsPerBoard, double level) {
    List<Estimate> perBoard =
        trialsPerBoard.stream()
            .map(trials -> figure.of(CellTrials.of(trials)))
            .map(series -> Estimate.ofSeries(series.values(), series.blocks(), level))
            .toList();
    return BoardComponent.of(perBoard, level);
  }
}
