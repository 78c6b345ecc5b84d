package dev.hamlet.coordinator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every {@link AuditStore} keeps. */
public abstract class AuditStoreContract {

  private static final AuditEntry DRAIN = entry(1_000, "drain", "tx2-01");
  private static final AuditEntry CANCEL = entry(2_000, "cancel", "e-1");
  private static final AuditEntry RELEASE = entry(3_000, "release", "tx2-01");

  /** An empty store. */
  protected abstract AuditStore open();

  @Test
  void entries_areFoundByTimeAndSubject_theOldestFirst() {
    AuditStore store = filled();

    assertThat(store.find(new AuditQuery(0, "", 10))).containsExactly(DRAIN, CANCEL, RELEASE);
    assertThat(store.find(new AuditQuery(1_001, "", 10))).containsExactly(CANCEL, RELEASE);
    assertThat(store.find(new AuditQuery(0, "tx2-01", 10))).containsExactly(DRAIN, RELEASE);
  }

  @Test
  void tooManyEntries_theNewestAreFound() {
    assertThat(filled().find(new AuditQuery(0, "", 2))).containsExactly(CANCEL, RELEASE);
  }

  @Test
  void oldEntries_areForgottenWithTheNextOne() {
    AuditStore store = filled();
    AuditEntry next = entry(4_000, "retire", "tx2-02");

    store.add(next, 2_000);

    assertThat(store.find(new AuditQuery(0, "", 10))).containsExactly(CANCEL, RELEASE, next);
  }

  private AuditStore filled() {
    AuditStore store = open();
    store.add(DRAIN, 0);
    store.add(CANCEL, 0);
    store.add(RELEASE, 0);
    return store;
  }

  private static AuditEntry entry(long epochMs, String verb, String subject) {
    return new AuditEntry(epochMs, "mia", verb, subject, AuditOutcome.DONE, "a reason");
  }
}
