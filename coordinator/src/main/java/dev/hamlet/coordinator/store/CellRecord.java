package dev.hamlet.coordinator.store;

import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import org.jspecify.annotations.Nullable;

/**
 * A cell and how far it is.
 *
 * @param plan what it is
 * @param state how far it is
 * @param verdict how it ended; there if and only if it has ended
 * @param trialsValid trials stored whose figures count
 * @param trialsInvalid trials stored that broke a validity rule; of these and the other counts
 *     those that were set aside are no part
 * @param trialsFailed trials stored that could not run
 * @param lastTrialNumber highest trial number stored; 0 if there is none
 * @param origin how it came by its figures
 * @param start from where on its trials count
 */
public record CellRecord(
    PlannedCell plan,
    CellState state,
    @Nullable Verdict verdict,
    int trialsValid,
    int trialsInvalid,
    int trialsFailed,
    int lastTrialNumber,
    CellOrigin origin,
    FreshStart start) {

  /** Refuses an end without a verdict and a verdict without an end. */
  public CellRecord {
    if ((state == CellState.ENDED) != (verdict != null)) {
      throw new IllegalArgumentException(
          "cell " + plan.cellId() + " is " + state + " with verdict " + verdict);
    }
  }

  /** A cell that is measured itself. */
  public CellRecord(
      PlannedCell plan,
      CellState state,
      @Nullable Verdict verdict,
      int trialsValid,
      int trialsInvalid,
      int trialsFailed,
      int lastTrialNumber) {
    this(
        plan,
        state,
        verdict,
        trialsValid,
        trialsInvalid,
        trialsFailed,
        lastTrialNumber,
        CellOrigin.OWN,
        FreshStart.NONE);
  }

  /** A cell nothing has happened to. */
  public static CellRecord waiting(PlannedCell plan) {
    return new CellRecord(plan, CellState.WAITING, null, 0, 0, 0, 0);
  }

  /** The cell after one more trial was stored. A cell that has ended stays ended. */
  public CellRecord advancedBy(TrialResult trial) {
    return new CellRecord(
        plan,
        state == CellState.ENDED ? state : state.transition(CellState.RUNNING),
        verdict,
        trialsValid + (trial.status() == TrialStatus.VALID ? 1 : 0),
        trialsInvalid + (trial.status() == TrialStatus.INVALID ? 1 : 0),
        trialsFailed + (trial.status() == TrialStatus.FAILED ? 1 : 0),
        Math.max(lastTrialNumber, trial.trialNumber()),
        origin,
        start);
  }

  /** The cell with its verdict. */
  public CellRecord endedWith(Verdict end) {
    return new CellRecord(
        plan,
        state.transition(CellState.ENDED),
        end,
        trialsValid,
        trialsInvalid,
        trialsFailed,
        lastTrialNumber,
        origin,
        start);
  }

  /** Identity of the cell. */
  public String cellId() {
    return plan.cellId();
  }
}
