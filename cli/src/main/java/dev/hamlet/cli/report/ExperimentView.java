package dev.hamlet.cli.report;

import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.proto.v1.ExperimentStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
 * @param cellsByState how many of its cells wait, run, or have which verdict
 * @param varyingAxes axes in which its cells differ beside model, variant and device; empty from an
 *     earlier coordinator and in lists
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
    Map<String, Integer> cellsByState,
    List<String> varyingAxes) {

  /** Copies the counts, in the order of their words, and the axes. */
  public ExperimentView {
    cellsByState = Collections.unmodifiableMap(new TreeMap<>(cellsByState));
    varyingAxes = List.copyOf(varyingAxes);
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
        cellsByState(status),
        status.getVaryingAxesList());
  }

  /** A coordinator that does not count its cells sends them all. */
  private static Map<String, Integer> cellsByState(ExperimentStatus status) {
    if (!status.getCellsByStateMap().isEmpty()) {
      return status.getCellsByStateMap();
    }
    Map<String, Integer> counted = new TreeMap<>();
    status.getCellsList().forEach(cell -> counted.merge(cell.getState(), 1, Integer::sum));
    return counted;
  }

  /** How many cells it has. */
  public int cells() {
    return cellsByState.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many of them are in a state. */
  public int cells(String state) {
    return cellsByState.getOrDefault(state, 0);
  }

  /** How many of them have a verdict. */
  public int cellsEnded() {
    return cells() - cells("waiting") - cells("running");
  }

  /** What a script is told about an experiment that has ended. */
  public ExitCode exitCode() {
    boolean all = cells() > 0 && convergedCells() == cells();
    return all ? ExitCode.OK : ExitCode.NOT_CONVERGED;
  }

  /**
   * Whether all its boards are lost or quarantined: nothing goes on before a person does something.
   */
  boolean hasNoBoard() {
    return waitingFor.startsWith("no board");
  }

  int convergedCells() {
    return cells("converged");
  }
}
