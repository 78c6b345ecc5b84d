package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.store.CellRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Table {@code cells}. */
final class CellTable {

  private CellTable() {}

  static void insert(Handle handle, List<PlannedCell> cells) {
    if (cells.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO cells (cell_id, experiment_id, position, device, power_mode, part,
              spec, energy_rails, rails, state)
            VALUES (:cellId, :experimentId, :position, :device, :powerMode, :part,
              :specJson, :energyRails, :railsJson, 'WAITING')
            """);
    for (PlannedCell cell : cells) {
      refuseTaken(handle, cell.cellId());
      batch
          .bind("position", batch.size())
          .bind("cellId", cell.cellId())
          .bind("energyRails", cell.energyRails())
          .bind("specJson", JsonColumns.write(cell.spec()))
          .bind("railsJson", JsonColumns.write(cell.rails()))
          .bindMethods(cell.group())
          .add();
    }
    batch.execute();
  }

  static Optional<CellRecord> find(Handle handle, String cellId) {
    return handle
        .createQuery("SELECT * FROM cells WHERE cell_id = :id")
        .bind("id", cellId)
        .map(CellTable::map)
        .findOne();
  }

  static List<CellRecord> list(Handle handle, String experimentId) {
    return handle
        .createQuery("SELECT * FROM cells WHERE experiment_id = :id ORDER BY position")
        .bind("id", experimentId)
        .map(CellTable::map)
        .list();
  }

  /** Writes what changes in a cell's life: state, verdict and counts. */
  static void update(Handle handle, CellRecord cell, long endedEpochMs) {
    Verdict verdict = cell.verdict();
    handle
        .createUpdate(
            """
            UPDATE cells SET state = :state, verdict_state = :verdictState,
              verdict_reason = :verdictReason, ended_epoch_ms = max(ended_epoch_ms, :endedEpochMs),
              trials_valid = :trialsValid, trials_invalid = :trialsInvalid,
              trials_failed = :trialsFailed, last_trial_number = :lastTrialNumber
            WHERE cell_id = :cellId
            """)
        .bind("verdictState", verdict == null ? null : verdict.state().name())
        .bind("verdictReason", verdict == null ? null : verdict.reason())
        .bind("endedEpochMs", endedEpochMs)
        .bindMethods(cell)
        .execute();
  }

  private static void refuseTaken(Handle handle, String cellId) {
    if (find(handle, cellId).isPresent()) {
      throw new HamletException(ErrorCode.ALREADY_EXISTS, "the cell id " + cellId + " is taken");
    }
  }

  private static CellRecord map(ResultSet row, StatementContext context) throws SQLException {
    return new CellRecord(
        plan(row),
        CellState.valueOf(row.getString("state")),
        verdict(row),
        row.getInt("trials_valid"),
        row.getInt("trials_invalid"),
        row.getInt("trials_failed"),
        row.getInt("last_trial_number"));
  }

  private static PlannedCell plan(ResultSet row) throws SQLException {
    return new PlannedCell(
        new CellGroup(
            row.getString("experiment_id"),
            row.getString("device"),
            row.getString("power_mode"),
            row.getInt("part")),
        JsonColumns.read(row, "spec", new TypeReference<CellSpec>() {}),
        row.getString("energy_rails"),
        JsonColumns.read(row, "rails", new TypeReference<List<String>>() {}));
  }

  private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
    String state = row.getString("verdict_state");
    return state == null
        ? null
        : new Verdict(VerdictState.valueOf(state), row.getString("verdict_reason"));
  }
}
