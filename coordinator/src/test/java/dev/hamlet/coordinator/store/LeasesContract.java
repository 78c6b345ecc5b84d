package dev.hamlet.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link ResultStore} keeps of leases, attempts and rounds. */
public abstract class LeasesContract extends StoreContract {

  private static final List<String> IDS = List.of("cell-a", "cell-b");

  protected LeasesContract(StoreUnderTest subject) {
    super(subject);
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
    reopen();
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
    reopen();

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
    reopen();

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
    reopen();

    assertThat(store.rounds(lease.fencingToken())).containsExactly(first, second);
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
    reopen();

    assertThat(store.agentVersions("e-1")).isEqualTo(Map.of(known, "0.2.0"));
    assertThat(store.agentVersions("e-9")).isEmpty();
  }
}
