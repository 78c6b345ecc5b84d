package dev.hamlet.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link ResultStore} keeps of experiments and their cells. */
public abstract class ExperimentsContract extends StoreContract {

  protected ExperimentsContract(StoreUnderTest subject) {
    super(subject);
  }

  @Test
  void submitted_isReadBackWholeAndInOrder() {
    reopen();

    assertThat(store.experiment("e-1")).contains(StoreValues.EXPERIMENT);
    assertThat(store.variants("e-1")).isEqualTo(StoreValues.VARIANTS);
    assertThat(store.cells("e-1"))
        .containsExactlyElementsOf(StoreValues.CELLS.stream().map(CellRecord::waiting).toList());
    assertThat(store.cell("cell-b")).contains(CellRecord.waiting(StoreValues.CELL_B));
  }

  @Test
  void cells_areReadInPartsAndCounted() {
    store.endCell("cell-b", new Verdict(VerdictState.NOT_CONVERGED, "at the limit"), 9);

    assertThat(store.cells("e-1", 0, 1)).isEqualTo(store.cells("e-1").subList(0, 1));
    assertThat(store.cells("e-1", 1, 9))
        .isEqualTo(store.cells("e-1").subList(1, StoreValues.CELLS.size()));
    assertThat(store.cells("e-1", StoreValues.CELLS.size(), 9)).isEmpty();
    assertThat(store.tally("e-1"))
        .isEqualTo(
            new CellTally(Map.of("waiting", StoreValues.CELLS.size() - 1, "not_converged", 1), 0));
    assertThat(store.tally("e-9").cells()).isZero();
  }

  @Test
  void unknownIds_readAsNothing() {
    assertThat(store.experiment("e-9")).isEmpty();
    assertThat(store.variants("e-9")).isEmpty();
    assertThat(store.cells("e-9")).isEmpty();
    assertThat(store.cell("cell-9")).isEmpty();
    assertThat(store.trials("cell-9")).isEmpty();
    assertThat(store.lease(9)).isEmpty();
    assertThat(store.rounds(9)).isEmpty();
  }

  @Test
  void unknownIds_areNotFoundWhereSomethingChanges() {
    assertNotFound(() -> store.endCell("cell-9", StoreValues.CONVERGED, 1));
    assertNotFound(() -> store.endExperiment("e-9", ExperimentState.FINISHED, "", 1));
    assertNotFound(() -> store.endLease("lease-9", AttemptOutcome.WITHDRAWN, "", 1));
    assertNotFound(() -> store.saveTrial(StoreValues.trial("cell-9", 1, 1)));
    assertNotFound(() -> store.endAttempt("cell-a", 9, AttemptOutcome.WITHDRAWN, "", 1));
    assertNotFound(() -> store.saveEvaluation(StoreValues.evaluation(0.98), 9));
    assertNotFound(() -> store.saveRound(new RoundGrant(new LeaseRef("x", 9), 1, List.of())));
  }

  @Test
  void callsTogether_readWhatWasWrittenAndARefusedOneUndoesItselfAlone() {
    store.together(
        () -> {
          LeaseRecord lease = store.grantLease(StoreValues.lease("lease-1", 60));
          assertNotFound(() -> store.saveTrial(StoreValues.trial("cell-9", 1, 1)));
          assertThat(store.saveTrial(StoreValues.trial("cell-a", 1, lease.fencingToken())))
              .isEqualTo(SaveOutcome.STORED);
          assertThat(store.trials("cell-a")).hasSize(1);
        });
    reopen();

    assertThat(store.openLeases()).hasSize(1);
    assertThat(store.trials("cell-a")).hasSize(1);
  }

  @Test
  void repeatedSubmission_isTheSameExperiment() {
    ExperimentRecord again =
        ExperimentRecord.submitted(
            "e-2", "submission-1", "other", "mia", "x.yaml", "text", 1, "input", 77);

    assertThat(store.submit(again, List.of(), List.of())).isEqualTo(StoreValues.EXPERIMENT);
    assertThat(store.experiments()).containsExactly(StoreValues.EXPERIMENT);
  }

  @Test
  void submissionWithATakenCell_leavesNothingBehind() {
    ExperimentRecord second =
        ExperimentRecord.submitted(
            "e-2", "submission-2", "other", "mia", "x.yaml", "text", 1, "input", 77);

    assertThatThrownBy(() -> store.submit(second, StoreValues.VARIANTS, StoreValues.CELLS))
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
    assertThat(store.experiment("e-2")).isEmpty();
    assertThat(store.variants("e-2")).isEmpty();
  }

  @Test
  void experiments_areListedOldestFirst() {
    ExperimentRecord older =
        ExperimentRecord.submitted(
            "e-0", "submission-0", "older", "mia", "x.yaml", "text", 1, "input", 5);
    store.submit(older, List.of(), List.of());

    assertThat(store.experiments()).containsExactly(older, StoreValues.EXPERIMENT);
  }

  @Test
  void pausedExperiment_runsAgainUnlessItHasEnded() {
    store.pauseExperiment("e-1", true, "paused by mia");
    reopen();
    assertThat(store.experiment("e-1").orElseThrow().state()).isEqualTo(ExperimentState.PAUSED);

    store.pauseExperiment("e-1", false, "");
    assertThat(store.experiment("e-1").orElseThrow().state()).isEqualTo(ExperimentState.RUNNING);
    store.endExperiment("e-1", ExperimentState.CANCELLED, "enough", 900);
    store.pauseExperiment("e-1", true, "too late");
    assertThat(store.experiment("e-1").orElseThrow().reason()).isEqualTo("enough");
  }

  @Test
  void endedExperiment_staysAsItEnded() {
    store.endExperiment("e-1", ExperimentState.FINISHED, "every cell has a verdict", 900);
    store.endExperiment("e-1", ExperimentState.FINISHED, "again", 950);
    reopen();

    ExperimentRecord ended = store.experiment("e-1").orElseThrow();
    assertThat(ended.state()).isEqualTo(ExperimentState.FINISHED);
    assertThat(ended.reason()).isEqualTo("every cell has a verdict");
    assertThat(ended.finishedEpochMs()).isEqualTo(900);
    assertThatThrownBy(() -> store.endExperiment("e-1", ExperimentState.CANCELLED, "", 999))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cellBegunAnew_keepsItsRowsAndCountsWhatIsNotSetAside() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    store.saveTrial(StoreValues.trial("cell-a", 1, token));
    store.saveTrial(StoreValues.invalid("cell-a", 2, token));
    store.saveTrial(StoreValues.trial("cell-a", 3, token));
    CellRestart anew = new CellRestart("cell-a", "tx2-9", new FreshStart(2, 3));
    assertThatThrownBy(() -> store.restart("e-1", List.of(anew)))
        .as("an attempt is open")
        .isInstanceOf(HamletException.class);
    store.endCell(
        "cell-a", new Verdict(VerdictState.FAILED, "unstable"), AttemptOutcome.MEASUREMENT, 200);
    store.endExperiment("e-1", ExperimentState.FINISHED, "done", 300);

    assertThat(store.restart("e-1", List.of()).state()).isEqualTo(ExperimentState.FINISHED);
    ExperimentRecord again = store.restart("e-1", List.of(anew));
    reopen();

    assertThat(again.state()).isEqualTo(ExperimentState.RUNNING);
    assertThat(again.finishedEpochMs()).isZero();
    CellRecord cell = store.cell("cell-a").orElseThrow();
    assertThat(cell.plan()).isEqualTo(StoreValues.CELL_A.on("tx2-9"));
    assertThat(cell.state()).isEqualTo(CellState.RUNNING);
    assertThat(cell.verdict()).isNull();
    assertThat(cell.start()).isEqualTo(new FreshStart(2, 3));
    assertThat(List.of(cell.trialsValid(), cell.trialsInvalid(), cell.trialsFailed()))
        .containsExactly(1, 0, 0);
    assertThat(cell.lastTrialNumber()).isEqualTo(3);
    assertThat(store.trials("cell-a")).hasSize(3);
    assertThat(store.attempts("cell-a"))
        .extracting(AttemptRecord::outcome)
        .containsExactly(AttemptOutcome.MEASUREMENT);
  }

  @Test
  void cancelledExperiment_isNotBegunAnew() {
    store.endExperiment("e-1", ExperimentState.CANCELLED, "cancelled by mia", 300);

    assertThatThrownBy(() -> store.restart("e-1", List.of()))
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION));
  }

  @Test
  void endedCell_keepsItsVerdictAndTakesLateTrials() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    store.saveTrial(StoreValues.trial("cell-a", 1, token));

    assertThat(store.endCell("cell-a", StoreValues.CONVERGED, 300)).isTrue();
    assertThat(store.endCell("cell-a", new Verdict(VerdictState.FAILED, "late"), 400)).isFalse();
    store.saveTrial(StoreValues.trial("cell-a", 2, token));
    reopen();

    assertThat(store.cell("cell-a"))
        .contains(
            new CellRecord(StoreValues.CELL_A, CellState.ENDED, StoreValues.CONVERGED, 2, 0, 0, 2));
    assertThat(store.attempts("cell-a"))
        .extracting(AttemptRecord::outcome)
        .containsExactly(AttemptOutcome.FINISHED);
    assertThat(store.attempts("cell-b"))
        .extracting(AttemptRecord::outcome)
        .containsExactly(AttemptOutcome.OPEN);
  }
}
