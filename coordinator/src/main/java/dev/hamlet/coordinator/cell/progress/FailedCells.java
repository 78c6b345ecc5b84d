package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.result.CellDecision;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.CellRestart;
import dev.hamlet.coordinator.store.FreshStart;
import java.util.List;
import java.util.function.Function;

/**
 * The cells of an experiment that ended without having got what they were to get, and where their
 * trials count from if they are tried again: failures are forgiven, figures go on from the trials
 * that count. Only a cell that its trials alone would fail again begins anew. Pure.
 */
public record FailedCells(ExperimentTerms terms, Function<String, List<TrialResult>> trialsOf) {

  /** What is to be begun anew to try them again, where they were. */
  public List<CellRestart> of(List<CellRecord> cells) {
    return cells.stream().filter(this::isFailed).map(this::again).toList();
  }

  /** Failed, abandoned, or ended by a time limit; not dropped since. */
  private boolean isFailed(CellRecord cell) {
    Verdict verdict = cell.verdict();
    if (verdict == null || cell.origin().dropped() || cell.origin().isReused()) {
      return false;
    }
    return switch (verdict.state()) {
      case FAILED, ABANDONED -> true;
      case NOT_CONVERGED -> cell.trialsValid() < terms.policyOf(cell.plan()).max();
      case CONVERGED, CANCELLED -> false;
    };
  }

  private CellRestart again(CellRecord cell) {
    int last = Math.max(cell.lastTrialNumber(), cell.start().forgivenThrough());
    int aside = wouldFail(cell) ? last : cell.start().setAsideThrough();
    return new CellRestart(
        cell.cellId(), cell.plan().group().device(), new FreshStart(aside, last));
  }

  private boolean wouldFail(CellRecord cell) {
    TrialPolicy policy = terms.policyOf(cell.plan());
    List<TrialResult> counted =
        trialsOf.apply(cell.cellId()).stream()
            .filter(trial -> cell.start().counts(trial.trialNumber()))
            .toList();
    return CellDecision.of(CellSummary.of(counted, policy), policy)
        .verdict()
        .filter(verdict -> verdict.state() == VerdictState.FAILED)
        .isPresent();
  }
}
