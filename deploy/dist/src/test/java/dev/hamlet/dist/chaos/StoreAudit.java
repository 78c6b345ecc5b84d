package dev.hamlet.dist.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a coordinator has stored from beside it, and finds what must never be there. */
final class StoreAudit {

  /** What no store may show once nothing runs; each query gives the offending rows. */
  private static final Map<String, String> NEVER =
      Map.of(
          "a lease is left",
          "SELECT lease_id FROM leases WHERE ended_epoch_ms = 0",
          "an attempt is left",
          "SELECT cell_id FROM attempts WHERE outcome = 'OPEN'",
          "two leases of one device at a time",
          """
          SELECT a.lease_id || ' ' || b.lease_id FROM leases a JOIN leases b
          ON a.device = b.device AND a.fencing_token < b.fencing_token
          AND a.ended_epoch_ms > b.granted_epoch_ms""",
          "two attempts at one cell at a time",
          """
          SELECT a.cell_id FROM attempts a JOIN attempts b
          ON a.cell_id = b.cell_id AND a.fencing_token < b.fencing_token
          AND a.ended_epoch_ms > b.started_epoch_ms""",
          "a trial under the lease of another device or experiment",
          """
          SELECT t.cell_id || ' #' || t.trial_number FROM trials t
          JOIN cells c ON c.cell_id = t.cell_id
          LEFT JOIN leases l ON l.fencing_token = t.fencing_token
          WHERE l.device IS NULL OR l.device <> t.device OR l.device <> c.device
          OR l.experiment_id <> c.experiment_id""",
          "a trial that nobody granted",
          """
          SELECT t.cell_id || ' #' || t.trial_number FROM trials t
          WHERE NOT EXISTS (SELECT 1 FROM rounds r WHERE r.fencing_token = t.fencing_token
          AND r.round = t.round AND instr(r.visits, t.cell_id) > 0)""",
          "a cell whose counts are not those of its trials",
          """
          SELECT c.cell_id FROM cells c WHERE c.trials_valid + c.trials_invalid + c.trials_failed
          <> (SELECT count(*) FROM trials t WHERE t.cell_id = c.cell_id)""",
          "a burst that counts twice",
          """
          SELECT a.cell_id FROM trials a JOIN trials b ON a.device = b.device
          AND a.boot_id = b.boot_id AND a.burst_start_ns = b.burst_start_ns
          AND a.status = 'VALID' AND b.status = 'VALID'
          AND (a.cell_id, a.trial_number) < (b.cell_id, b.trial_number)""");

  private StoreAudit() {}

  /**
   * Looks at a copy: a coordinator has its store for itself.
   *
   * @param state folder of a coordinator that has nothing to do
   * @param copy folder for the copy
   */
  static void require(Path state, Path copy) throws IOException, SQLException {
    Files.createDirectories(copy);
    for (String name : List.of("hamlet.db", "hamlet.db-wal")) {
      Files.deleteIfExists(copy.resolve(name));
      if (Files.exists(state.resolve(name))) {
        Files.copy(state.resolve(name), copy.resolve(name));
      }
    }
    try (Connection store =
            DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("hamlet.db"));
        Statement statement = store.createStatement()) {
      for (Map.Entry<String, String> never : NEVER.entrySet()) {
        assertThat(rows(statement, never.getValue())).as(never.getKey()).isEmpty();
      }
    }
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
