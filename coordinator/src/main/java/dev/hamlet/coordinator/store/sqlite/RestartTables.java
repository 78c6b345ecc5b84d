package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.RetryCause;
import dev.hamlet.coordinator.result.TrialRetry;
import dev.hamlet.coordinator.store.CellRestart;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.GrantedRetry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code retries}, and cells that are begun anew. */
final class RestartTables {

  private RestartTables() {}

  static ExperimentRecord restart(Handle handle, String id, List<CellRestart> cells) {
    ExperimentRecord old = Found.in(ExperimentTables.find(handle, id), "experiment", id);
    if (old.state().hasEnded() && old.state() != ExperimentState.FINISHED) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "experiment %s is %s and does not go on: submit its file as a new one"
              .formatted(id, old.state().word()));
    }
    cells.forEach(cell -> restart(handle, id, cell));
    if (old.state().hasEnded() && !cells.isEmpty()) {
      handle
          .createUpdate(
              "UPDATE experiments SET state = 'RUNNING', reason = '', finished_epoch_ms = 0,"
                  + " started_epoch_ms = 0 WHERE id = :id")
          .bind("id", id)
          .execute();
    }
    return Found.in(ExperimentTables.find(handle, id), "experiment", id);
  }

  private static void restart(Handle handle, String experimentId, CellRestart restart) {
    int begun =
        handle
            .createUpdate(
                """
                UPDATE cells SET device = :device, set_aside_through = :setAsideThrough,
                  forgiven_through = :forgivenThrough, verdict_state = NULL, verdict_reason = NULL,
                  ended_epoch_ms = 0,
                  trials_valid = (SELECT count(*) FROM trials WHERE trials.cell_id = :cellId
                    AND trial_number > :setAsideThrough AND status = 'VALID'),
                  trials_invalid = (SELECT count(*) FROM trials WHERE trials.cell_id = :cellId
                    AND trial_number > :setAsideThrough AND status = 'INVALID'),
                  trials_failed = (SELECT count(*) FROM trials WHERE trials.cell_id = :cellId
                    AND trial_number > :setAsideThrough AND status = 'FAILED'),
                  state = CASE WHEN EXISTS (SELECT * FROM trials WHERE trials.cell_id = :cellId
                    AND trial_number > :setAsideThrough) THEN 'RUNNING' ELSE 'WAITING' END
                WHERE cell_id = :cellId AND experiment_id = :experimentId AND NOT EXISTS
                  (SELECT * FROM attempts WHERE attempts.cell_id = :cellId AND outcome = 'OPEN')
                """)
            .bind("cellId", restart.cellId())
            .bind("experimentId", experimentId)
            .bind("device", restart.device())
            .bindMethods(restart.start())
            .execute();
    if (begun == 0) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "cell %s is not one of %s, or is being measured"
              .formatted(restart.cellId(), experimentId));
    }
  }

  static void save(Handle handle, long fencingToken, List<GrantedRetry> retries) {
    for (GrantedRetry retry : retries) {
      handle
          .createUpdate(
              "INSERT OR IGNORE INTO retries VALUES (:token, :cellId, :trialNumber, :of, :cause)")
          .bind("token", fencingToken)
          .bind("of", retry.retry().of())
          .bind("cause", retry.retry().cause())
          .bindMethods(retry)
          .execute();
    }
  }

  static List<GrantedRetry> retries(Handle handle, long fencingToken) {
    return handle
        .createQuery(
            "SELECT * FROM retries WHERE fencing_token = :token ORDER BY cell_id, trial_number")
        .bind("token", fencingToken)
        .map(RestartTables::map)
        .list();
  }

  private static GrantedRetry map(ResultSet row, StatementContext context) throws SQLException {
    RetryCause cause = RetryCause.valueOf(row.getString("cause"));
    return new GrantedRetry(
        row.getString("cell_id"),
        row.getInt("trial_number"),
        new TrialRetry(row.getInt("retry_of"), cause));
  }
}
