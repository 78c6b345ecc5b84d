package dev.hamlet.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import dev.hamlet.coordinator.result.RetryCause;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ResultStore} keeps. */
public abstract class ResultStoreContract {

  private static final List<String> IDS = List.of("cell-a", "cell-b");

  private ResultStore store;

  /** An empty store. */
  protected abstract ResultStore open();

  /** Lets go of the store and opens it again, where it outlives its process. */
  protected ResultStore reopen(ResultStore store) {
    return store;
  }

  @BeforeEach
  void submitOne() {
    store = open();
    store.submit(StoreValues.EXPERIMENT, StoreValues.VARIANTS, StoreValues.CELLS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void submitted_isReadBackWholeAndInOrder() {
    store = reopen(store);

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
    store = reopen(store);

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
    store = reopen(store);
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
    store = reopen(store);

    ExperimentRecord ended = store.experiment("e-1").orElseThrow();
    assertThat(ended.state()).isEqualTo(ExperimentState.FINISHED);
    assertThat(ended.reason()).isEqualTo("every cell has a verdict");
    assertThat(ended.finishedEpochMs()).isEqualTo(900);
    assertThatThrownBy(() -> store.endExperiment("e-1", ExperimentState.CANCELLED, "", 999))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void firstLease_startsTheExperiment() {
    store.grantLease(StoreValues.lease("lease-1", 100));
    store.grantLease(StoreValues.lease("lease-2", 200));

    assertThat(store.experiment("e-1").orElseThrow().startedEpochMs()).isEqualTo(100);
  }

  @Test
  void tokens_growAcrossGroupsAndReopening() {
    long first = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    long second = store.grantLease(StoreValues.otherLease("lease-2", 200)).fencingToken();
    store.endLease("lease-2", AttemptOutcome.WITHDRAWN, "handed back", 300);
    store = reopen(store);
    long third = store.grantLease(StoreValues.lease("lease-3", 400)).fencingToken();

    assertThat(first).isPositive();
    assertThat(second).isGreaterThan(first);
    assertThat(third).isGreaterThan(second);
  }

  @Test
  void leaseOnAnotherDevice_takesCellsWithoutATrialAlongAndRefusesOthers() {
    CellGroup moved = StoreValues.GROUP.on("twin-3");
    LeaseRecord first = store.grantLease(new LeaseRequest("l-1", moved, "s", IDS, 100));

    assertThat(store.cells("e-1").stream().filter(cell -> IDS.contains(cell.cellId())))
        .allSatisfy(cell -> assertThat(cell.plan().group()).isEqualTo(moved));
    assertThat(store.openLeases()).containsExactly(first);
    store.saveTrial(StoreValues.trial("cell-a", 1, first.fencingToken()));
    assertThatThrownBy(
            () -> store.grantLease(new LeaseRequest("l-2", StoreValues.GROUP, "s", IDS, 200)))
        .isInstanceOf(HamletException.class);
    assertThat(store.openLeases()).containsExactly(first);
  }

  @Test
  void newLease_endsTheOpenOneOfItsDeviceOnly() {
    LeaseRecord first = store.grantLease(StoreValues.lease("lease-1", 100));
    LeaseRecord other = store.grantLease(StoreValues.otherLease("lease-2", 150));
    LeaseRecord second = store.grantLease(StoreValues.lease("lease-3", 200));
    store = reopen(store);

    assertThat(store.openLeases()).containsExactly(other, second);
    LeaseRecord ended = store.lease(first.fencingToken()).orElseThrow();
    assertThat(ended.endReason()).isEqualTo(ResultStore.SUPERSEDED);
    assertThat(ended.endedEpochMs()).isEqualTo(200);
    assertThat(store.attempts("cell-a"))
        .extracting(AttemptRecord::outcome)
        .containsExactly(AttemptOutcome.WITHDRAWN, AttemptOutcome.OPEN);
  }

  @Test
  void endedLease_endsItsOpenAttemptsOnce() {
    LeaseRecord lease = store.grantLease(StoreValues.lease("lease-1", 100));
    store.endAttempt(
        "cell-a", lease.fencingToken(), AttemptOutcome.MODEL_FAULT, "does not load", 150);
    store.endLease("lease-1", AttemptOutcome.INFRASTRUCTURE, "link lost", 200);
    store.endLease("lease-1", AttemptOutcome.WITHDRAWN, "again", 300);
    store = reopen(store);

    assertThat(store.openLeases()).isEmpty();
    assertThat(store.attempts("cell-a"))
        .containsExactly(
            new AttemptRecord(
                "cell-a",
                lease.fencingToken(),
                AttemptOutcome.MODEL_FAULT,
                "does not load",
                100,
                150));
    assertThat(store.attempts("cell-b"))
        .extracting(AttemptRecord::outcome, AttemptRecord::reason)
        .containsExactly(tuple(AttemptOutcome.INFRASTRUCTURE, "link lost"));
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
    store = reopen(store);

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
  void whatATrialRepeats_isKeptWithItsRoundAndItsRow() {
    LeaseRecord lease = store.grantLease(StoreValues.lease("lease-1", 100));
    long token = lease.fencingToken();
    TrialRetry retry = new TrialRetry(2, RetryCause.INVALID);
    store.saveTrial(StoreValues.trial("cell-a", 3, token).repeating(retry));
    GrantedRetry granted = new GrantedRetry("cell-a", 3, retry);
    store.saveRound(
        new RoundGrant(
            new LeaseRef(lease.leaseId(), token), 1, List.of(new Visit("cell-a", List.of(3)))),
        List.of(granted));
    store = reopen(store);

    assertThat(store.retries(token)).containsExactly(granted);
    assertThat(store.retries(token + 1)).isEmpty();
    assertThat(store.trials("cell-a")).extracting(TrialResult::retry).containsExactly(retry);
  }

  @Test
  void trial_isReadBackWholeAndAdvancesItsCell() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    TrialResult valid = StoreValues.trial("cell-a", 1, token);
    TrialResult invalid = StoreValues.invalid("cell-a", 3, token);
    TrialResult failed = StoreValues.failed("cell-a", 2, token);

    assertThat(store.saveTrial(valid)).isEqualTo(SaveOutcome.STORED);
    assertThat(store.saveTrial(invalid)).isEqualTo(SaveOutcome.STORED);
    assertThat(store.saveTrial(failed)).isEqualTo(SaveOutcome.STORED);
    store = reopen(store);

    assertThat(store.trials("cell-a")).containsExactly(valid, failed, invalid);
    assertThat(store.cell("cell-a"))
        .contains(new CellRecord(StoreValues.CELL_A, CellState.RUNNING, null, 1, 1, 1, 3));
    assertThat(store.cell("cell-b").orElseThrow().state()).isEqualTo(CellState.WAITING);
  }

  @Test
  void newestTrials_comeInOrderWithTheirCellsAndWithoutFailedOnes() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    store.saveTrial(StoreValues.trial("cell-b", 1, token));
    store.saveTrial(StoreValues.trial("cell-a", 1, token));
    store.saveTrial(StoreValues.failed("cell-a", 2, token));
    TrialResult last = StoreValues.invalid("cell-b", 3, token);
    store.saveTrial(last);
    store = reopen(store);

    assertThat(store.newestTrials(9))
        .extracting(trial -> trial.cell().plan().cellId())
        .containsExactly("cell-b", "cell-a", "cell-b");
    assertThat(store.newestTrials(2))
        .containsExactly(
            new StoredTrial(
                store.cell("cell-b").orElseThrow(), last.device(), token, last.finishedEpochMs()));
  }

  @Test
  void repeatedTrial_keepsTheFirstWriteAndCountsOnce() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    TrialResult first = StoreValues.trial("cell-a", 1, token);
    store.saveTrial(first);

    assertThat(store.saveTrial(StoreValues.failed("cell-a", 1, token)))
        .isEqualTo(SaveOutcome.ALREADY_STORED);
    assertThat(store.trials("cell-a")).containsExactly(first);
    assertThat(store.cell("cell-a").orElseThrow().trialsFailed()).isZero();
  }

  @Test
  void trialUnderAnOlderLease_isRefusedAndLeavesNoTrace() {
    long stale = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    long newest = store.grantLease(StoreValues.lease("lease-2", 200)).fencingToken();

    assertThat(store.saveTrial(StoreValues.trial("cell-a", 1, stale)))
        .isEqualTo(SaveOutcome.REFUSED);
    assertThat(store.saveTrial(StoreValues.trial("cell-a", 1, newest + 1)))
        .isEqualTo(SaveOutcome.REFUSED);
    assertThat(store.trials("cell-a")).isEmpty();
    assertThat(store.cell("cell-a").orElseThrow().state()).isEqualTo(CellState.WAITING);
  }

  @Test
  void trialUnderTheTokenOfAnotherGroup_isRefused() {
    store.grantLease(StoreValues.lease("lease-1", 100));
    long other = store.grantLease(StoreValues.otherLease("lease-2", 200)).fencingToken();

    assertThat(store.saveTrial(StoreValues.trial("cell-a", 1, other)))
        .isEqualTo(SaveOutcome.REFUSED);
  }

  @Test
  void trialStoredUnderAnOlderLease_isKnownNotRefusedWhenItComesAgain() {
    long stale = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    TrialResult trial = StoreValues.trial("cell-a", 1, stale);
    store.saveTrial(trial);
    store.grantLease(StoreValues.lease("lease-2", 200));

    assertThat(store.saveTrial(trial)).isEqualTo(SaveOutcome.ALREADY_STORED);
  }

  @Test
  void newLeaseOfAnotherPart_endsTheOpenOneOfTheDevice() {
    LeaseRecord first = store.grantLease(StoreValues.lease("lease-1", 100));
    CellGroup part = new CellGroup("e-1", "twin-1", "MAXN", 7);
    LeaseRecord second =
        store.grantLease(new LeaseRequest("lease-2", part, "session-1", List.of(), 200));

    assertThat(store.openLeases()).containsExactly(second);
    assertThat(store.saveTrial(StoreValues.trial("cell-a", 1, first.fencingToken())))
        .isEqualTo(SaveOutcome.REFUSED);
    assertThat(store.saveTrial(StoreValues.trial("cell-a", 1, second.fencingToken())))
        .isEqualTo(SaveOutcome.REFUSED);
  }

  @Test
  void endedLease_acceptsNothingUnderItsToken() {
    LeaseRecord lease = store.grantLease(StoreValues.lease("lease-1", 100));
    store.endLease("lease-1", AttemptOutcome.INFRASTRUCTURE, "lost", 0);

    assertThat(store.saveTrial(StoreValues.trial("cell-a", 1, lease.fencingToken())))
        .isEqualTo(SaveOutcome.REFUSED);
    LeaseRef ref = new LeaseRef("lease-1", lease.fencingToken());
    assertThatThrownBy(() -> store.saveRound(new RoundGrant(ref, 1, List.of())))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("has ended");
  }

  @Test
  void endedCell_keepsItsVerdictAndTakesLateTrials() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    store.saveTrial(StoreValues.trial("cell-a", 1, token));

    assertThat(store.endCell("cell-a", StoreValues.CONVERGED, 300)).isTrue();
    assertThat(store.endCell("cell-a", new Verdict(VerdictState.FAILED, "late"), 400)).isFalse();
    store.saveTrial(StoreValues.trial("cell-a", 2, token));
    store = reopen(store);

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

  @Test
  void trialsOfAnExperiment_comeInTheOrderOfItsCells() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    long other = store.grantLease(StoreValues.otherLease("lease-2", 100)).fencingToken();
    TrialResult lastCell = StoreValues.trial("cell-c", 1, other);
    TrialResult second = StoreValues.trial("cell-a", 2, token);
    TrialResult first = StoreValues.trial("cell-a", 1, token);
    List.of(lastCell, second, first).forEach(store::saveTrial);

    assertThat(store.trialsOfExperiment("e-1")).containsExactly(first, second, lastCell);
    assertThat(store.trialsOfExperiment("e-1"))
        .extracting(TrialResult::status)
        .containsOnly(TrialStatus.VALID);
    assertThat(store.trialCounts("e-1")).containsExactly(Map.entry(TrialStatus.VALID, 3L));
    assertThat(store.trialCounts("unknown")).isEmpty();
  }

  @Test
  void rounds_areKeptAsFirstGranted() {
    LeaseRecord lease = store.grantLease(StoreValues.lease("lease-1", 100));
    LeaseRef ref = new LeaseRef("lease-1", lease.fencingToken());
    RoundGrant second = new RoundGrant(ref, 2, List.of(new Visit("cell-b", List.of(3, 4))));
    RoundGrant first =
        new RoundGrant(
            ref, 1, List.of(new Visit("cell-b", List.of(1, 2)), new Visit("cell-a", List.of(1))));
    store.saveRound(second);
    store.saveRound(first);
    store.saveRound(new RoundGrant(ref, 1, List.of()));
    store = reopen(store);

    assertThat(store.rounds(lease.fencingToken())).containsExactly(first, second);
  }

  @Test
  void evaluation_firstSuccessStays() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    EvaluationRecord failed =
        EvaluationRecord.failed("e-1", "aa", "tensorflow", "twin-1", "worker died", 5);
    EvaluationRecord good = StoreValues.evaluation(0.98);

    assertThat(store.saveEvaluation(failed, token)).isEqualTo(SaveOutcome.STORED);
    assertThat(store.evaluations("e-1")).containsExactly(failed);
    assertThat(store.saveEvaluation(good, token)).isEqualTo(SaveOutcome.STORED);
    assertThat(store.saveEvaluation(StoreValues.evaluation(0.5), token))
        .isEqualTo(SaveOutcome.ALREADY_STORED);
    assertThat(store.saveEvaluation(failed, token)).isEqualTo(SaveOutcome.ALREADY_STORED);
    store = reopen(store);

    assertThat(store.evaluations("e-1")).containsExactly(good);
  }

  @Test
  void evaluationUnderAnOlderLease_isRefused() {
    long stale = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    store.grantLease(StoreValues.lease("lease-2", 200));

    assertThat(store.saveEvaluation(StoreValues.evaluation(0.98), stale))
        .isEqualTo(SaveOutcome.REFUSED);
    assertThat(store.evaluations("e-1")).isEmpty();
  }

  @Test
  void device_isReplacedButFirstSeenStays() {
    DeviceRecord first = StoreValues.device("twin-1", "available", 10, 10);
    store.saveDevice(StoreValues.device("twin-2", "available", 20, 20));
    store.saveDevice(first);
    store.saveDevice(StoreValues.device("twin-1", "lost", 30, 40));
    store = reopen(store);

    assertThat(store.devices())
        .containsExactly(
            StoreValues.device("twin-1", "lost", 10, 40),
            StoreValues.device("twin-2", "available", 20, 20));
  }

  @Test
  void versionOfTheAgent_isKeptWithItsLease() {
    LeaseRequest request = StoreValues.lease("lease-1", 100);
    store.grantLease(request);
    store.endLease("lease-1", AttemptOutcome.WITHDRAWN, "the agent stops", 150);
    long known =
        store
            .grantLease(
                new LeaseRequest(
                    "lease-2", request.group(), "session-2", request.cellIds(), 200, "0.2.0"))
            .fencingToken();
    store = reopen(store);

    assertThat(store.agentVersions("e-1")).isEqualTo(Map.of(known, "0.2.0"));
    assertThat(store.agentVersions("e-9")).isEmpty();
  }

  @Test
  void sensors_areKeptAsTheyWereWhenATrialWasMeasured() {
    long token = store.grantLease(StoreValues.lease("lease-1", 100)).fencingToken();
    store.saveDevice(StoreValues.device("twin-1", "available", 10, 10));
    store.saveTrial(StoreValues.trial("cell-a", 1, token));
    SensorGroup changed = StoreValues.sensors().get(0).with(SensorFacts.UNKNOWN);
    store.saveDevice(StoreValues.device("twin-1", "available", 10, 10, List.of(changed)));
    store = reopen(store);

    assertThat(store.sensorSnapshots("e-1"))
        .containsExactly(SensorSnapshot.of(StoreValues.sensors()));
    assertThat(store.devices().get(0).sensors()).containsExactly(changed);
    assertThat(store.sensorSnapshots("e-9")).isEmpty();
  }

  @Test
  void deviceEnergy_isReplacedPerRail() {
    store.saveDeviceEnergy(
        List.of(
            new DeviceEnergyRecord("twin-1", "VDD_IN", 1.5, 0, 0, "boot-1", 7),
            new DeviceEnergyRecord("twin-1", "VDD_MUX", 2.5, 0, 0, "", 0)));
    store.saveDeviceEnergy(
        List.of(new DeviceEnergyRecord("twin-1", "VDD_IN", 3.5, 0.25, 2, "boot-1", 9)));
    store = reopen(store);

    assertThat(store.deviceEnergy())
        .containsExactly(
            new DeviceEnergyRecord("twin-1", "VDD_IN", 3.5, 0.25, 2, "boot-1", 9),
            new DeviceEnergyRecord("twin-1", "VDD_MUX", 2.5, 0, 0, "", 0));
  }

  @Test
  void clockNodes_areKeptPerPairOfBootsAndForgottenByAge() {
    ClockNodeRecord old = node("boot-1", 10, 1_000);
    ClockNodeRecord young = node("boot-1", 20, 2_000);
    store.saveClockNodes(List.of(old, young, node("boot-2", 5, 2_000)), 0);
    store = reopen(store);

    assertThat(store.clockNodes("tx2-1", "boot-1", "here")).containsExactly(old, young);
    assertThat(store.clockNodes("tx2-1", "boot-1", "elsewhere")).isEmpty();

    store.saveClockNodes(List.of(), 1_500);
    assertThat(store.clockNodes("tx2-1", "boot-1", "here")).containsExactly(young);
  }

  @Test
  void externalReading_replacesWhatTheMeterSaidBefore() {
    List<String> rails = List.of("VDD_IN");
    ExternalReading early =
        new ExternalReading(
            "cell-a", 2, "meter-1", true, ExternalMeterFigures.none(rails, "Nothing yet."));
    ExternalReading late =
        new ExternalReading(
            "cell-a",
            2,
            "meter-1",
            true,
            new ExternalMeterFigures(rails, 100, 9.5, 6.25, 6.0, 0.002, 0.012, ""));
    ExternalReading other = new ExternalReading("cell-b", 1, "meter-1", true, early.figures());
    List.of(other, early, late).forEach(store::saveExternalReading);
    store = reopen(store);

    assertThat(store.externalReadings(StoreValues.EXPERIMENT.id())).containsExactly(other, late);
  }

  private static ClockNodeRecord node(String bootId, long deviceNs, long epochMs) {
    return new ClockNodeRecord("tx2-1", bootId, "here", deviceNs, -7, 3, deviceNs == 20, epochMs);
  }

  private static void assertNotFound(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }
}
