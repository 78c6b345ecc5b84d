package dev.hamlet.coordinator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.audit.AuditQuery;
import dev.hamlet.coordinator.backup.Snapshot.SnapshotFile;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.StoreValues;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import dev.hamlet.coordinator.telemetry.Records;
import dev.hamlet.coordinator.telemetry.SegmentTelemetryLog;
import dev.hamlet.coordinator.telemetry.TelemetryLogConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a store and a log that go on, put back elsewhere. */
class BackupTest {

  private static final long TAKEN_MS = 1_000;

  @TempDir private Path temporary;
  private Path folder;
  private SqliteResultStore store;
  private SegmentTelemetryLog log;
  private BackupSource source;

  @BeforeEach
  void coordinatorAtWork() throws IOException {
    folder = temporary.resolve("lost");
    Files.createDirectories(folder.resolve("artifacts"));
    Files.writeString(folder.resolve("artifacts/aa.zip"), "bundle");
    Files.createDirectories(folder.resolve("backup-of-an-earlier-life"));
    store = SqliteResultStore.open(folder.resolve("hamlet.db"));
    log = SegmentTelemetryLog.open(TelemetryLogConfig.in(folder.resolve("telemetry")));
    var unused = store.submit(StoreValues.EXPERIMENT, StoreValues.VARIANTS, StoreValues.CELLS);
    LeaseRecord lease = store.grantLease(StoreValues.lease("l-1", 10));
    store.saveTrial(StoreValues.trial("cell-a", 1, lease.fencingToken()));
    log.append(List.of(Records.samples("twin-1", "s-1", 1)));
    source =
        new BackupSource(
            folder,
            folder.resolve("hamlet.db"),
            folder.resolve("artifacts"),
            store::copyTo,
            log::files);
  }

  @AfterEach
  void close() {
    log.close();
    store.close();
  }

  @Test
  void whatComesAfterTheSnapshot_isNotInIt() throws IOException {
    Path restored = temporary.resolve("restored");
    try (Snapshot snapshot = source.snapshot()) {
      store.saveTrial(StoreValues.trial("cell-a", 2, 1));
      log.append(List.of(Records.samples("twin-1", "s-1", 2)));
      putBack(snapshot, restored);
    }
    try (SqliteResultStore old = SqliteResultStore.open(restored.resolve("hamlet.db"));
        SegmentTelemetryLog oldLog =
            SegmentTelemetryLog.open(TelemetryLogConfig.in(restored.resolve("telemetry")))) {
      assertThat(old.trials("cell-a")).extracting(trial -> trial.trialNumber()).containsExactly(1);
      assertThat(oldLog.durableThrough("twin-1", "s-1")).isEqualTo(1);
      assertThat(oldLog.figures().tornBytes()).isZero();
    }
    assertThat(restored.resolve("artifacts/aa.zip")).hasContent("bundle");
    assertThat(store.trials("cell-a")).hasSize(2);
  }

  @Test
  void snapshotThatIsClosed_leavesNothingAside() throws IOException {
    source.snapshot().close();
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("backup-"));
    }
  }

  @Test
  void restoredStore_endsOldLeasesAndGivesTokensThatNobodyElseGave() throws IOException {
    Path restored = temporary.resolve("restored");
    try (Snapshot snapshot = source.snapshot()) {
      putBack(snapshot, restored);
    }
    long lostToken = store.grantLease(StoreValues.lease("l-2", 20)).fencingToken();

    assertThat(Restoration.prepare(restored, "mia", TAKEN_MS, () -> 5_000)).isEqualTo(1);

    try (SqliteResultStore again = SqliteResultStore.open(restored.resolve("hamlet.db"))) {
      assertThat(again.openLeases()).isEmpty();
      LeaseRecord next = again.grantLease(StoreValues.lease("l-next", 6_000));
      assertThat(next.fencingToken()).isGreaterThan(lostToken + 1_000_000);
      assertThat(again.audit().find(new AuditQuery(0, "", 10)))
          .singleElement()
          .satisfies(entry -> assertThat(entry.who() + entry.verb()).isEqualTo("miarestore"));
    }
  }

  private static void putBack(Snapshot snapshot, Path target) throws IOException {
    for (SnapshotFile file : snapshot.files()) {
      Path path = target.resolve(file.name());
      Files.createDirectories(path.getParent());
      try (InputStream in = Files.newInputStream(file.path())) {
        Files.write(path, in.readNBytes((int) file.bytes()));
      }
    }
  }
}
