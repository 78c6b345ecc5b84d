package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.cell.progress.FailedCells;
import dev.hamlet.coordinator.cell.progress.Retried;
import dev.hamlet.coordinator.store.CellRestart;
import dev.hamlet.coordinator.store.FreshStart;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which failed cells of an experiment are tried again, and where.
 *
 * @param cells what is begun anew
 * @param staying how many are not, as they have no board
 */
record RetryPlan(List<CellRestart> cells, int staying) {

  /**
   * The plan for what the store knows.
   *
   * @param home where a cell of a device is tried again; empty for nowhere
   */
  static RetryPlan of(
      String experimentId,
      ExperimentTerms terms,
      ResultStore store,
      BiFunction<ExperimentTerms, String, Optional<String>> home) {
    List<CellRestart> failed = new FailedCells(terms, store::trials).of(store.cells(experimentId));
    List<CellRestart> possible =
        failed.stream()
            .flatMap(cell -> home.apply(terms, cell.device()).map(it -> on(it, cell)).stream())
            .toList();
    return new RetryPlan(possible, failed.size() - possible.size());
  }

  /** What a cell measured does not go with it to another device. */
  private static CellRestart on(String device, CellRestart cell) {
    int last = cell.start().forgivenThrough();
    return device.equals(cell.device())
        ? cell
        : new CellRestart(cell.cellId(), device, new FreshStart(last, last));
  }

  /** What the person is told. */
  Retried retried() {
    String sentence =
        staying
            + " cells stay as they are: their device is retired and no other may do the same;"
            + " `hamlet devices release NAME` brings it back";
    return new Retried(cells.size(), staying == 0 ? "" : sentence);
  }
}
