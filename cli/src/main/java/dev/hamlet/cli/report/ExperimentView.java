package dev.hamlet.cli.report;

import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.proto.v1.ExperimentStatus;
import java.util.List;

/**
 * An experiment as {@code --json} shows it.
 *
 * @param experimentId identity
 * @param name its name
 * @param owner whose it is
 * @param state running, finished, cancelled or failed
 * @param submittedEpochMs wall clock, ms
 * @param finishedEpochMs wall clock, ms; 0 while it runs
 * @param trialsDone trials of all cells
 * @param etaMs time left in ms; 0 if not known
 * @param waitingFor why it waits; empty if it does not
 * @param cells its cells
 */
public record ExperimentView(
    String experimentId,
    String name,
    String owner,
    String state,
    long submittedEpochMs,
    long finishedEpochMs,
    int trialsDone,
    long etaMs,
    String waitingFor,
    List<CellView> cells) {

  /** Copies the cells. */
  public ExperimentView {
    cells = List.copyOf(cells);
  }

  /** From the wire. */
  public static ExperimentView of(ExperimentStatus status) {
    return new ExperimentView(
        status.getExperimentId(),
        status.getName(),
        status.getOwner(),
        status.getState(),
        status.getSubmittedEpochMs(),
        status.getFinishedEpochMs(),
        status.getTrialsDone(),
        status.getEtaMs(),
        status.getWaitingFor(),
        status.getCellsList().stream().map(CellView::of).toList());
  }

  /** What a script is told about an experiment that has ended. */
  public ExitCode exitCode() {
    boolean all = !cells.isEmpty() && cells.stream().allMatch(CellView::converged);
    return all ? ExitCode.OK : ExitCode.NOT_CONVERGED;
  }

  /**
   * Whether all its boards are lost or quarantined: nothing goes on before a person does something.
   */
  boolean hasNoBoard() {
    return waitingFor.startsWith("no board");
  }

  long convergedCells() {
    return cells.stream().filter(CellView::converged).count();
  }
}
