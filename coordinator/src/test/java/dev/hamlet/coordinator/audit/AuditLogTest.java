package dev.hamlet.coordinator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuditLogTest extends AuditStoreContract {

  private final FakeAuditStore store = new FakeAuditStore();
  private final ManualClock clock = new ManualClock();
  private final AuditLog log = new AuditLog(store, clock);

  @Override
  protected AuditStore open() {
    return new FakeAuditStore();
  }

  @Test
  void whatIsRecorded_saysWhoAndWhenAndHowItWent() {
    log.record("mia", "drain", "tx2-01", "its fan rattles");

    assertThat(log.find(new AuditQuery(0, "tx2-01", 10)))
        .containsExactly(
            new AuditEntry(
                clock.epochMs(), "mia", "drain", "tx2-01", AuditOutcome.DONE, "its fan rattles"));
  }

  @Test
  void entriesOlderThanTheBound_areForgotten() {
    log.record("mia", "drain", "tx2-01", "");
    clock.advanceNs(AuditLog.KEEP.plus(Duration.ofMillis(1)).toNanos());
    log.record("mia", "release", "tx2-01", "");

    assertThat(log.find(new AuditQuery(0, "", 10)))
        .extracting(AuditEntry::verb)
        .containsExactly("release");
  }

  @Test
  void longDetail_isCut() {
    log.record("mia", "recover", "tx2-01", "x".repeat(5_000));

    assertThat(log.find(new AuditQuery(0, "", 1)).get(0).detail()).hasSize(2_000).endsWith("x...");
  }
}
