package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;

/** Table {@code attempts}. */
final class AttemptTable {

  private static final RowMapper<AttemptRecord> ATTEMPT = ConstructorMapper.of(AttemptRecord.class);
  private static final String END =
      "UPDATE attempts SET outcome = :outcome, reason = :reason, ended_epoch_ms = :at"
          + " WHERE outcome = 'OPEN' AND ";

  private AttemptTable() {}

  static void open(Handle handle, String cellId, long fencingToken, long epochMs) {
    handle
        .createUpdate("INSERT INTO attempts VALUES (:cellId, :token, 'OPEN', '', :at, 0)")
        .bind("cellId", cellId)
        .bind("token", fencingToken)
        .bind("at", epochMs)
        .execute();
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
    end(handle, "cell_id = :cellId AND fencing_token = :token", outcome, why, epochMs)
        .bind("cellId", cellId)
        .bind("token", token)
        .execute();
  }

  static void endOfCell(
      Handle handle, String cellId, AttemptOutcome outcome, String reason, long epochMs) {
    end(handle, "cell_id = :cellId", outcome, reason, epochMs).bind("cellId", cellId).execute();
  }

  static void endOfLease(
      Handle handle, long token, AttemptOutcome outcome, String reason, long epochMs) {
    end(handle, "fencing_token = :token", outcome, reason, epochMs).bind("token", token).execute();
  }

  private static Update end(
      Handle handle, String which, AttemptOutcome outcome, String reason, long epochMs) {
    return handle
        .createUpdate(END + which)
        .bind("outcome", outcome)
        .bind("reason", reason)
        .bind("at", epochMs);
  }
}
