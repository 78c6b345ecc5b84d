package dev.hamlet.coordinator.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.store.DevicesContract;
import dev.hamlet.coordinator.store.ExperimentsContract;
import dev.hamlet.coordinator.store.LeasesContract;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.StoreUnderTest;
import dev.hamlet.coordinator.store.TrialsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteResultStoreTest implements StoreUnderTest {

  @TempDir private Path folder;

  @Override
  public ResultStore open() {
    return SqliteResultStore.open(file());
  }

  @Override
  public ResultStore reopen(ResultStore store) {
    store.close();
    return open();
  }

  @Nested
  final class Experiments extends ExperimentsContract {

    Experiments() {
      super(SqliteResultStoreTest.this);
    }
  }

  @Nested
  final class Leases extends LeasesContract {

    Leases() {
      super(SqliteResultStoreTest.this);
    }
  }

  @Nested
  final class Trials extends TrialsContract {

    Trials() {
      super(SqliteResultStoreTest.this);
    }
  }

  @Nested
  final class Devices extends DevicesContract {

    Devices() {
      super(SqliteResultStoreTest.this);
    }
  }

  @Test
  void newFile_isAtTheNewestSchemaAndDurableSettings() {
    try (Database database = Database.open(other(), SchemaMigrator.SCRIPTS)) {
      assertThat(database.<Integer>transaction(SchemaMigrator::version))
          .isEqualTo(SchemaMigrator.SCRIPTS.size());
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).isEqualTo("2");
      assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
    }
  }

  @Test
  void callsTogetherThatFail_leaveNothing() {
    try (Database database = Database.open(other(), List.of())) {
      assertThatThrownBy(
              () ->
                  database.together(
                      () -> {
                        database.write(handle -> handle.execute("CREATE TABLE t (x)"));
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessage("on purpose");
      assertThat(tables(database)).isEmpty();

      database.together(() -> database.write(handle -> handle.execute("CREATE TABLE t (x)")));
      assertThat(tables(database)).containsExactly("t");
    }
  }

  @Test
  void callThatFailsHalfWay_undoesItselfAlone() {
    try (Database database = Database.open(other(), List.of())) {
      database.together(
          () -> {
            database.write(handle -> handle.execute("CREATE TABLE t (x)"));
            assertThatThrownBy(
                    () ->
                        database.write(
                            handle -> {
                              handle.execute("CREATE TABLE half (x)");
                              handle.execute("INSERT INTO missing VALUES (1)");
                            }))
                .isInstanceOf(HamletException.class);
            database.write(handle -> handle.execute("CREATE TABLE u (x)"));
          });

      assertThat(tables(database)).containsExactly("t", "u");
    }
  }

  /** As SQLite does by itself when the disk refuses. */
  @Test
  void transactionThatWasGivenUp_takesNoMoreCallsAndNoCommit() {
    try (Database database = Database.open(other(), List.of())) {
      assertThatThrownBy(
              () ->
                  database.together(
                      () -> {
                        database.write(handle -> handle.execute("CREATE TABLE t (x)"));
                        assertThatThrownBy(() -> database.write(SqliteResultStoreTest::giveUp))
                            .isInstanceOf(HamletException.class);
                        assertThatThrownBy(
                                () ->
                                    database.write(handle -> handle.execute("CREATE TABLE u (x)")))
                            .hasMessageContaining("given up");
                      }))
          .hasMessageContaining("given up");

      assertThat(tables(database)).isEmpty();
    }
  }

  @Test
  void otherThreads_seeNothingBeforeTheCommit() throws Exception {
    try (Database database = Database.open(other(), List.of())) {
      List<CompletableFuture<List<String>>> seen = new ArrayList<>();
      database.together(
          () -> {
            database.write(handle -> handle.execute("CREATE TABLE t (x)"));
            seen.add(CompletableFuture.supplyAsync(() -> tables(database)));
            database.write(handle -> handle.execute("CREATE TABLE u (x)"));
          });

      assertThat(seen.get(0).get(10, TimeUnit.SECONDS)).containsExactly("t", "u");
    }
  }

  private static void giveUp(Handle handle) {
    handle.execute("INSERT INTO t VALUES (1)");
    handle.execute("ROLLBACK");
    throw new JdbiTestFailure();
  }

  private static final class JdbiTestFailure extends JdbiException {
    private static final long serialVersionUID = 1;

    JdbiTestFailure() {
      super("disk I/O error");
    }
  }

  private static List<String> tables(Database database) {
    return database.transaction(
        handle ->
            handle
                .createQuery("SELECT name FROM sqlite_master ORDER BY name")
                .mapTo(String.class)
                .list());
  }

  @Test
  void newerSchema_isRefusedAndLeftAlone() {
    try (Database database = Database.open(other(), SchemaMigrator.SCRIPTS)) {
      database.write(handle -> handle.execute("PRAGMA user_version = 99"));
    }

    assertThatThrownBy(() -> SqliteResultStore.open(other()))
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION))
        .hasMessageContaining("schema version 99");
  }

  @Test
  void scriptThatFails_leavesTheOldSchema() {
    Database.open(other(), List.of()).close();

    assertThatThrownBy(() -> Database.open(other(), List.of("bad-test.sql")))
        .isInstanceOf(HamletException.class);
    try (Database database = Database.open(other(), List.of())) {
      assertThat(
              database.<List<String>>transaction(
                  handle ->
                      handle
                          .createQuery("SELECT name FROM sqlite_master")
                          .mapTo(String.class)
                          .list()))
          .isEmpty();
    }
  }

  @Test
  void fileThatAnotherHasOpen_isRefused() {
    try (ResultStore first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE))
          .hasMessageContaining("another coordinator");
      assertThat(first.experiments()).isEmpty();
    }
  }

  @Test
  void fileThatIsNoDatabase_isRefused() throws IOException {
    Files.writeString(other(), "this is a text, long enough to be no header of a database file");

    assertThatThrownBy(() -> SqliteResultStore.open(other())).isInstanceOf(HamletException.class);
  }

  private Path file() {
    return folder.resolve("data").resolve("hamlet.db");
  }

  private Path other() {
    return folder.resolve("other.db");
  }

  private static String pragma(Database database, String name) {
    return database.transaction(
        handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }
}
