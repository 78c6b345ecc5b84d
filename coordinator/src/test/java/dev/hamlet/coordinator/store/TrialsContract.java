package dev.hamlet.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import dev.hamlet.coordinator.result.RetryCause;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link ResultStore} keeps of trials, evaluations and readings of external meters. */
public abstract class TrialsContract extends StoreContract {

  protected TrialsContract(StoreUnderTest subject) {
    super(subject);
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
    reopen();

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
    reopen();

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
    reopen();

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
    reopen();

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
    reopen();

    assertThat(store.externalReadings(StoreValues.EXPERIMENT.id())).containsExactly(other, late);
  }
}
