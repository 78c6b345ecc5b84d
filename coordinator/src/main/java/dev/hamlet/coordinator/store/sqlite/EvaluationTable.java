package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.coordinator.store.EvaluationRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code evaluations}. */
final class EvaluationTable {

  private EvaluationTable() {}

  static void replace(Handle handle, EvaluationRecord evaluation) {
    handle
        .createUpdate(
            """
            INSERT OR REPLACE INTO evaluations VALUES (:experimentId, :artifact, :runtime, :device,
              :inputs, :accuracy, :precisionMacro, :recallMacro, :f1Macro, :error,
              :finishedEpochMs)
            """)
        .bindMethods(evaluation)
        .execute();
  }

  /** The evaluation with the same key. */
  static Optional<EvaluationRecord> findSame(Handle handle, EvaluationRecord evaluation) {
    return handle
        .createQuery(
            """
            SELECT * FROM evaluations WHERE experiment_id = :experimentId
              AND artifact = :artifact AND runtime = :runtime AND device = :device
            """)
        .bindMethods(evaluation)
        .map(EvaluationTable::map)
        .findOne();
  }

  static List<EvaluationRecord> list(Handle handle, String experimentId) {
    return handle
        .createQuery(
            "SELECT * FROM evaluations WHERE experiment_id = :id"
                + " ORDER BY device, runtime, artifact")
        .bind("id", experimentId)
        .map(EvaluationTable::map)
        .list();
  }

  private static EvaluationRecord map(ResultSet row, StatementContext context) throws SQLException {
    return new EvaluationRecord(
        row.getString("experiment_id"),
        row.getString("artifact"),
        row.getString("runtime"),
        row.getString("device"),
        row.getLong("inputs"),
        JsonColumns.nanIfNull(row, "accuracy"),
        JsonColumns.nanIfNull(row, "precision_macro"),
        JsonColumns.nanIfNull(row, "recall_macro"),
        JsonColumns.nanIfNull(row, "f1_macro"),
        row.getString("error"),
        row.getLong("finished_epoch_ms"));
  }
}
