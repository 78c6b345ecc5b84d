package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.CellView;
import dev.hamlet.cli.report.ExperimentView;
import dev.hamlet.cli.report.StatusTables;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.ListCellsRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Which cells of an experiment a person is shown: all of few, of many those that want to be looked
 * at first.
 */
final class CellSelection {

  /** Rows that fit on a screen. */
  static final int FEW = 40;

  private static final List<String> FIRST =
      List.of("failed", "abandoned", "running", "not_converged");

  private CellSelection() {}

  /** Shows an experiment with some of its cells, and how to see the others. */
  static void show(Output output, OperatorClient client, ExperimentView experiment) {
    List<CellView> cells = of(client, experiment);
    StatusTables.experiment(experiment, cells).forEach(output::line);
    if (cells.size() < experiment.cells()) {
      output.note(
          "%d of %d cells; all: hamlet status %s --cells, some: --state failed,running"
              .formatted(cells.size(), experiment.cells(), experiment.experimentId()));
    }
  }

  private static List<CellView> of(OperatorClient client, ExperimentView experiment) {
    ListCellsRequest all =
        ListCellsRequest.newBuilder()
            .setExperimentId(experiment.experimentId())
            .setPageSize(FEW)
            .build();
    List<CellView> cells = new ArrayList<>();
    if (experiment.cells() <= FEW) {
      take(client.cells(all), cells);
      return cells;
    }
    for (String state : FIRST) {
      if (experiment.cells(state) > 0 && cells.size() < FEW) {
        take(client.cells(all.toBuilder().addStates(state).build()), cells);
      }
    }
    return cells;
  }

  private static void take(Iterator<CellStatus> from, List<CellView> cells) {
    while (cells.size() < FEW && from.hasNext()) {
      cells.add(CellView.of(from.next()));
    }
  }
}
