package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.CellView;
import dev.hamlet.cli.report.ExperimentView;
import dev.hamlet.cli.report.StatusTables;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.proto.v1.CellStatus;
import dev.hamlet.proto.v1.ListCellsRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which cells of one experiment are shown; however many there are, few are in memory at a time. */
final class CellOptions {

  private static final int PAGE = 1_000;
  private static final List<String> STATES =
      Stream.concat(
              Stream.of("waiting", "running"),
              Stream.of(VerdictState.values()).map(VerdictState::word))
          .toList();

  @Option(names = "--cells", description = "All cells, a table for each thousand.")
  private boolean all;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = {
        "All cells in one of these states: waiting, running, converged, not_converged, failed,",
        "abandoned, cancelled."
      },
      showDefaultValue = Visibility.NEVER)
  private List<String> states = List.of();

  @Option(
      names = "--device",
      paramLabel = "NAME",
      split = ",",
      description = "All cells on one of these devices.",
      showDefaultValue = Visibility.NEVER)
  private List<String> devices = List.of();

  /** Whether cells are chosen at all. */
  boolean areAsked() {
    return all || !states.isEmpty() || !devices.isEmpty();
  }

  /** Refuses a choice where there is no experiment to choose from. */
  void requireNone() {
    if (areAsked()) {
      throw new InvalidInputException(
          "status",
          "say of which experiment: `hamlet status ID` goes with --cells, --state, --device");
    }
  }

  /** Refuses states that no cell is ever in. */
  void requireStates() {
    for (String state : states) {
      if (!STATES.contains(state)) {
        throw new InvalidInputException(
            "--state", "no cell is ever '%s': choose from %s".formatted(state, STATES));
      }
    }
  }

  /** Shows an experiment with those cells. */
  void show(Output output, OperatorClient client, ExperimentView experiment) {
    Iterator<CellView> cells = cells(client, experiment);
    StatusTables.headlines(experiment).forEach(output::line);
    while (cells.hasNext()) {
      List<CellView> page = new ArrayList<>();
      while (cells.hasNext() && page.size() < PAGE) {
        page.add(cells.next());
      }
      StatusTables.cells(experiment, page).forEach(output::line);
    }
  }

  /** Writes an experiment with those cells, or all, as a document. */
  void write(Output output, OperatorClient client, ExperimentView experiment) {
    Iterator<CellView> cells = cells(client, experiment);
    output.result(out -> Json.stream(out, experiment, "cells", cells));
  }

  private Iterator<CellView> cells(OperatorClient client, ExperimentView experiment) {
    Iterator<CellStatus> found =
        client.cells(
            ListCellsRequest.newBuilder()
                .setExperimentId(experiment.experimentId())
                .addAllStates(states)
                .addAllDevices(devices)
                .setPageSize(PAGE)
                .build());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public CellView next() {
        return CellView.of(found.next());
      }
    };
  }
}
