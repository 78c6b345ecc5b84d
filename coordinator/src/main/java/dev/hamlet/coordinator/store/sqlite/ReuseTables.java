package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.security.Digests;
import dev.hamlet.coordinator.store.MeasuredCell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Equal cells of different experiments. */
final class ReuseTables {

  private ReuseTables() {}

  static List<MeasuredCell> measured(Handle handle, Collection<String> identities) {
    List<MeasuredCell> measured = new ArrayList<>();
    for (String identity : identities) {
      if (!identity.isEmpty()) {
        handle
            .createQuery(
                """
                SELECT identity, device, experiment_id, cell_id FROM cells
                WHERE identity = :identity AND verdict_state = 'CONVERGED' AND reused_cell = ''
                ORDER BY ended_epoch_ms DESC, rowid DESC
                """)
            .bind("identity", HexFormat.of().parseHex(identity))
            .map(ReuseTables::map)
            .forEach(measured::add);
      }
    }
    return measured;
  }

  static void reuse(
      Handle handle, String experimentId, Map<String, MeasuredCell> sources, long epochMs) {
    sources.forEach((cellId, source) -> reuse(handle, cellId, source, epochMs));
    sources.values().stream()
        .map(MeasuredCell::experimentId)
        .distinct()
        .forEach(from -> evaluations(handle, experimentId, from));
  }

  private static void reuse(Handle handle, String cellId, MeasuredCell source, long epochMs) {
    handle
        .createUpdate(
            """
            UPDATE cells SET state = 'ENDED', verdict_state = 'CONVERGED',
              verdict_reason = 'measured in ' || :from || ': ' || old.verdict_reason,
              ended_epoch_ms = :epochMs, reused_from = :from, reused_cell = :source,
              trials_valid = old.trials_valid, trials_invalid = old.trials_invalid,
              trials_failed = old.trials_failed, last_trial_number = old.last_trial_number,
              set_aside_through = old.set_aside_through, forgiven_through = old.forgiven_through
            FROM cells AS old
            WHERE cells.cell_id = :cellId AND old.cell_id = :source AND cells.state = 'WAITING'
            """)
        .bind("from", source.experimentId())
        .bind("source", source.cellId())
        .bind("cellId", cellId)
        .bind("epochMs", epochMs)
        .execute();
  }

  private static void evaluations(Handle handle, String experimentId, String from) {
    handle
        .createUpdate(
            """
            INSERT OR IGNORE INTO evaluations
            SELECT :to, artifact, runtime, device, inputs, accuracy, precision_macro, recall_macro,
              f1_macro, error, finished_epoch_ms
            FROM evaluations WHERE experiment_id = :from AND error = '' AND artifact IN
              (SELECT artifact FROM variants WHERE experiment_id = :to)
            """)
        .bind("to", experimentId)
        .bind("from", from)
        .execute();
  }

  static int count(Handle handle, String experimentId) {
    return handle
        .createQuery("SELECT count(*) FROM cells WHERE experiment_id = :id AND reused_cell <> ''")
        .bind("id", experimentId)
        .mapTo(Integer.class)
        .one();
  }

  private static MeasuredCell map(ResultSet row, StatementContext context) throws SQLException {
    return new MeasuredCell(
        Digests.hex(row.getBytes("identity")),
        row.getString("device"),
        row.getString("experiment_id"),
        row.getString("cell_id"));
  }
}
