package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Table {@code attempts}. */
final class AttemptTable {

  private static final RowMapper<AttemptRecord> ATTEMPT = ConstructorMapper.of(AttemptRecord.class);
  private static final String END =
      "UPDATE attempts SET outcome = ?, reason = ?, ended_epoch_ms = ?"
          + " WHERE outcome = 'OPEN' AND ";

  private AttemptTable() {}

  static void open(Handle handle, String cellId, long fencingToken, long epochMs) {
    Sql.update(
        handle,
        "INSERT INTO attempts VALUES (?, ?, 'OPEN', '', ?, 0)",
        cellId,
        fencingToken,
        epochMs);
  }

  static List<AttemptRecord> ofCell(Handle handle, String cellId) {
    return handle
        .createQuery("SELECT * FROM attempts WHERE cell_id = :cellId ORDER BY fencing_token")
        .bind("cellId", cellId)
        .map(ATTEMPT)
        .list();
  }

  static void endOne(
      Handle handle, String cellId, long token, AttemptOutcome outcome, String why, long epochMs) {
    Found.in(
        ofCell(handle, cellId).stream().filter(one -> one.fencingToken() == token).findFirst(),
        "attempt of cell",
        cellId);
    String sql = END + "cell_id = ? AND fencing_token = ?";
    Sql.update(handle, sql, outcome.name(), why, epochMs, cellId, token);
  }

  static void endOfCell(
      Handle handle, String cellId, AttemptOutcome outcome, String reason, long epochMs) {
    Sql.update(handle, END + "cell_id = ?", outcome.name(), reason, epochMs, cellId);
  }

  static void endOfLease(
      Handle handle, long token, AttemptOutcome outcome, String reason, long epochMs) {
    Sql.update(handle, END + "fencing_token = ?", outcome.name(), reason, epochMs, token);
  }
}
