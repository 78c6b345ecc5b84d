package dev.hamlet.coordinator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.wire.TelemetryRecord;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every telemetry log keeps. */
abstract class TelemetryLogContract {

  private static final long MS = 1_000_000;

  /** The log under test, open. */
  protected TelemetryLog log;

  /** A new, empty log. */
  protected abstract TelemetryLog open();

  @BeforeEach
  void openLog() {
    log = open();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void appendedRecords_areDurableAndReadBack() {
    TelemetryRecord record = Records.samples("a", "session", 1);

    assertThat(log.append(List.of(record))).containsExactly(record);

    assertThat(log.durableThrough("a", "session")).isEqualTo(1);
    assertThat(log.samples("a", "boot", new TimeInterval(0, 1_000 * MS)))
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(record.samples());
  }

  @Test
  void duplicates_areDropped() {
    TelemetryRecord record = Records.samples("a", "session", 1);
    log.append(List.of(record, record));

    assertThat(log.append(List.of(record))).isEmpty();

    assertThat(log.samples("a", "boot", new TimeInterval(0, 1_000 * MS))).hasSize(1);
  }

  @Test
  void sameSequenceElsewhere_isNoDuplicate() {
    log.append(List.of(Records.samples("a", "session", 1)));

    assertThat(log.append(List.of(Records.samples("b", "session", 1)))).hasSize(1);
    assertThat(log.append(List.of(Records.samples("a", "other", 1)))).hasSize(1);
  }

  @Test
  void hole_holdsDurableThroughBack() {
    log.append(List.of(Records.samples("a", "session", 1), Records.samples("a", "session", 3)));
    assertThat(log.durableThrough("a", "session")).isEqualTo(1);

    log.append(List.of(Records.samples("a", "session", 2)));
    assertThat(log.durableThrough("a", "session")).isEqualTo(3);
  }

  @Test
  void lostSequences_arePassedOver() {
    log.append(List.of(Records.samples("a", "session", 5)));

    log.declareLost("a", "session", 4);

    assertThat(log.durableThrough("a", "session")).isEqualTo(5);
  }

  @Test
  void unknownSession_hasNothing() {
    assertThat(log.durableThrough("nobody", "session")).isZero();
    assertThat(log.samples("nobody", "boot", new TimeInterval(0, 1))).isEmpty();
    assertThat(log.trace("nobody", "cell", 1, 1)).isEmpty();
  }

  @Test
  void whenDurable_completesWithTheSequence() {
    CompletableFuture<Void> second = log.whenDurable("a", "session", 2);
    log.append(List.of(Records.samples("a", "session", 1)));
    assertThat(second).isNotDone();

    log.append(List.of(Records.samples("a", "session", 2)));

    assertThat(second).isCompleted();
    assertThat(log.whenDurable("a", "session", 1)).isCompleted();
  }

  @Test
  void whatOneDeviceSends_completesNobodyWhoWaitsForAnother() {
    CompletableFuture<Void> ofOther = log.whenDurable("b", "session", 1);
    CompletableFuture<Void> later = log.whenDurable("a", "session", 2);
    CompletableFuture<Void> sooner = log.whenDurable("a", "session", 1);

    log.append(List.of(Records.samples("a", "session", 1)));

    assertThat(sooner).isCompleted();
    assertThat(later).isNotDone();
    assertThat(ofOther).isNotDone();
    log.append(List.of(Records.samples("b", "session", 1), Records.samples("a", "session", 2)));
    assertThat(later).isCompleted();
    assertThat(ofOther).isCompleted();
  }

  @Test
  void lostSequences_completeWhoWaitsForThem() {
    CompletableFuture<Void> third = log.whenDurable("a", "session", 3);

    log.declareLost("a", "session", 3);

    assertThat(third).isCompleted();
  }

  @Test
  void closing_failsWhoStillWaits() {
    CompletableFuture<Void> never = log.whenDurable("a", "session", 9);

    log.close();

    assertThat(never).isCompletedExceptionally();
  }

  @Test
  void samples_areThoseOfTheWindow() {
    for (int sequence = 1; sequence <= 8; sequence++) {
      log.append(List.of(Records.samples("a", "session", sequence)));
    }

    // batch 3 ends at 999 ms, batch 4 starts at 1000 ms, batch 6 at 1500 ms
    assertThat(starts(log.samples("a", "boot", new TimeInterval(999 * MS, 1_500 * MS))))
        .containsExactly(750 * MS, 1_000 * MS, 1_250 * MS);
    assertThat(starts(log.samples("a", "boot", new TimeInterval(1_000 * MS, 1_500 * MS + 1))))
        .containsExactly(1_000 * MS, 1_250 * MS, 1_500 * MS);
  }

  @Test
  void samples_areThoseOfTheBootAndOfEveryGroup() {
    log.append(
        List.of(
            Records.samples("a", "old", "s1", "g", 1, 0),
            Records.samples("a", "boot", "s2", "g", 1, 0),
            Records.samples("a", "boot", "s2", "h", 2, 0)));

    assertThat(log.samples("a", "boot", new TimeInterval(0, MS)))
        .extracting(SampleBatch::group)
        .containsExactlyInAnyOrder("g", "h");
  }

  @Test
  void traces_areFoundByCellTrialAndToken() {
    log.append(
        List.of(Records.trace("a", "session", 1, 1, 7), Records.trace("a", "session", 2, 1, 8)));

    assertThat(log.trace("a", "cell", 1, 8))
        .hasValueSatisfying(
            trace ->
                assertThat(trace)
                    .usingRecursiveComparison()
                    .isEqualTo(Records.trace("a", "session", 2, 1, 8).trace()));
    assertThat(log.trace("a", "cell", 1, 9)).isEmpty();
    assertThat(log.trace("a", "cell", 2, 8)).isEmpty();
    assertThat(log.trace("a", "other", 1, 8)).isEmpty();
  }

  @Test
  void repeatedTrace_countsInItsLastForm() {
    log.append(List.of(Records.trace("a", "s1", 1, 1, 7), Records.trace("a", "s2", 9, 1, 7)));

    assertThat(log.trace("a", "cell", 1, 7))
        .hasValueSatisfying(
            trace -> assertThat(trace.inferences().startNs()).containsExactly(1_009));
  }

  private static List<Long> starts(List<SampleBatch> batches) {
    return batches.stream().map(batch -> Objects.requireNonNull(batch).monotonicNs()[0]).toList();
  }
}
