package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.RetryCause;
import dev.hamlet.coordinator.result.SamplingFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.StoredTrial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Table {@code trials}. */
final class TrialTable {

  private static final TypeReference<List<Flag>> FLAGS = new TypeReference<>() {};

  private TrialTable() {}

  static boolean has(Handle handle, String cellId, int trialNumber) {
    return Sql.first(
            handle,
            "SELECT 1 FROM trials WHERE cell_id = ? AND trial_number = ?",
            row -> true,
            cellId,
            trialNumber)
        .isPresent();
  }

  static void insert(Handle handle, TrialResult trial) {
    TrialRetry retry = trial.retry();
    Sql.update(
        handle,
        """
        INSERT INTO trials (cell_id, trial_number, round, fencing_token, device, boot_id,
          status, reason, latency, energy, sampling, load_seconds, burst_start_ns,
          burst_end_ns, temperature_before_c, temperature_after_c, finished_epoch_ms,
          conditions, sensors, flags, retry_of, retry_cause)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        trial.cellId(),
        trial.trialNumber(),
        trial.round(),
        trial.fencingToken(),
        trial.device(),
        trial.bootId(),
        trial.status().name(),
        trial.reason(),
        JsonColumns.write(trial.latency()),
        JsonColumns.write(trial.energy()),
        JsonColumns.write(trial.sampling()),
        trial.loadSeconds(),
        trial.burstStartNs(),
        trial.burstEndNs(),
        trial.temperatureBeforeC(), // the driver stores what is not a number as null
        trial.temperatureAfterC(),
        trial.finishedEpochMs(),
        JsonColumns.write(trial.conditions()),
        trial.sensors(),
        JsonColumns.write(trial.flags()),
        retry == null ? null : retry.of(),
        retry == null ? null : retry.cause().name());
  }

  static List<TrialResult> ofCell(Handle handle, String cellId) {
    return handle
        .createQuery(
            """
            SELECT cells.cell_id AS own_cell, trials.* FROM cells JOIN trials
              ON trials.cell_id =
                CASE cells.reused_cell WHEN '' THEN cells.cell_id ELSE cells.reused_cell END
            WHERE cells.cell_id = :id ORDER BY trial_number
            """)
        .bind("id", cellId)
        .map(TrialTable::map)
        .list();
  }

  static List<TrialResult> ofExperiment(Handle handle, String experimentId) {
    return handle
        .createQuery(
            """
            SELECT cells.cell_id AS own_cell, trials.* FROM cells JOIN trials
              ON trials.cell_id =
                CASE cells.reused_cell WHEN '' THEN cells.cell_id ELSE cells.reused_cell END
            WHERE cells.experiment_id = :id ORDER BY cells.position, trial_number
            """)
        .bind("id", experimentId)
        .map(TrialTable::map)
        .list();
  }

  static Map<TrialStatus, Long> counts(Handle handle, String experimentId) {
    Map<TrialStatus, Long> counts = new EnumMap<>(TrialStatus.class);
    handle
        .createQuery(
            """
            SELECT trials.status AS status, count(*) AS trials FROM cells
              JOIN trials ON trials.cell_id = cells.cell_id
            WHERE cells.experiment_id = :id GROUP BY trials.status
            """)
        .bind("id", experimentId)
        .map(
            (row, context) ->
                Map.entry(TrialStatus.valueOf(row.getString("status")), row.getLong("trials")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  static List<StoredTrial> newest(Handle handle, int most) {
    CellRows cells = new CellRows();
    return handle
        .createQuery(
            """
            SELECT cells.*, shared, trials.device AS trial_device, trials.fencing_token,
              trials.finished_epoch_ms
            FROM (SELECT rowid AS place, * FROM trials ORDER BY rowid DESC LIMIT :most) AS trials
              JOIN cells ON cells.cell_id = trials.cell_id
              LEFT JOIN cell_shares ON cell_shares.id = cells.share
            WHERE trials.status <> 'FAILED' ORDER BY place
            """)
        .bind("most", most)
        .map(
            (row, context) ->
                new StoredTrial(
                    cells.map(row, context),
                    row.getString("trial_device"),
                    row.getLong("fencing_token"),
                    row.getLong("finished_epoch_ms")))
        .list();
  }

  /** A trial from before conditions were stored has none. */
  private static TrialConditions conditions(ResultSet row) throws SQLException {
    TrialConditions stored = JsonColumns.readOrNull(row, "conditions", TrialConditions.class);
    return stored == null ? TrialConditions.UNKNOWN : stored;
  }

  private static @Nullable TrialRetry retry(ResultSet row) throws SQLException {
    String cause = row.getString("retry_cause");
    return cause == null ? null : new TrialRetry(row.getInt("retry_of"), RetryCause.valueOf(cause));
  }

  private static TrialResult map(ResultSet row, StatementContext context) throws SQLException {
    return new TrialResult(
        row.getString("own_cell"),
        row.getInt("trial_number"),
        row.getInt("round"),
        row.getLong("fencing_token"),
        row.getString("device"),
        row.getString("boot_id"),
        TrialStatus.valueOf(row.getString("status")),
        row.getString("reason"),
        JsonColumns.readOrNull(row, "latency", LatencyFigures.class),
        JsonColumns.readOrNull(row, "energy", EnergyFigures.class),
        JsonColumns.readOrNull(row, "sampling", SamplingFigures.class),
        row.getDouble("load_seconds"),
        row.getLong("burst_start_ns"),
        row.getLong("burst_end_ns"),
        JsonColumns.nanIfNull(row, "temperature_before_c"),
        JsonColumns.nanIfNull(row, "temperature_after_c"),
        row.getLong("finished_epoch_ms"),
        conditions(row),
        row.getString("sensors"),
        JsonColumns.read(row, "flags", FLAGS),
        retry(row));
  }
}
