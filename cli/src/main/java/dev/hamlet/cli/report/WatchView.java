package dev.hamlet.cli.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hamlet.proto.v1.ExperimentStatus;
import java.util.List;

/**
 * An experiment after a change, as {@code watch --json} shows it.
 *
 * @param experiment how far it is
 * @param changedCells cells that changed since the document before
 */
public record WatchView(@JsonUnwrapped ExperimentView experiment, List<CellView> changedCells) {

  /** Copies the cells. */
  public WatchView {
    changedCells = List.copyOf(changedCells);
  }

  /** From the wire. */
  public static WatchView of(ExperimentStatus status) {
    return new WatchView(
        ExperimentView.of(status), status.getCellsList().stream().map(CellView::of).toList());
  }
}
