package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.security.Digests;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.CellTally;
import dev.hamlet.coordinator.store.KnownCell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** Table {@code cells}. */
final class CellTable {

  private CellTable() {}

  private static final String CELLS =
      "SELECT cells.*, shared FROM cells LEFT JOIN cell_shares ON cell_shares.id = cells.share ";

  static int count(Handle handle, String experimentId) {
    return handle
        .createQuery("SELECT count(*) FROM cells WHERE experiment_id = :id")
        .bind("id", experimentId)
        .mapTo(Integer.class)
        .one();
  }

  static Set<String> devices(Handle handle, String experimentId) {
    return handle
        .createQuery("SELECT DISTINCT device FROM cells WHERE experiment_id = :id")
        .bind("id", experimentId)
        .mapTo(String.class)
        .set();
  }

  static List<KnownCell> known(Handle handle, String experimentId) {
    return handle
        .createQuery(
            "SELECT cell_id, identity, device, dropped FROM cells WHERE experiment_id = :id"
                + " ORDER BY position")
        .bind("id", experimentId)
        .map(
            (row, context) ->
                new KnownCell(
                    row.getString("cell_id"),
                    Digests.hex(row.getBytes("identity")),
                    row.getString("device"),
                    row.getBoolean("dropped")))
        .list();
  }

  static Optional<CellRecord> find(Handle handle, String cellId) {
    return Sql.first(handle, CELLS + "WHERE cell_id = ?", new CellRows()::read, cellId);
  }

  static List<CellRecord> list(Handle handle, String experimentId) {
    return handle
        .createQuery(CELLS + "WHERE experiment_id = :id ORDER BY position")
        .bind("id", experimentId)
        .map(new CellRows())
        .list();
  }

  static List<CellRecord> list(Handle handle, String experimentId, int firstPosition, int most) {
    return handle
        .createQuery(
            CELLS
                + "WHERE experiment_id = :id AND position >= :first ORDER BY position LIMIT :most")
        .bind("id", experimentId)
        .bind("first", firstPosition)
        .bind("most", most)
        .map(new CellRows())
        .list();
  }

  static CellTally tally(Handle handle, String experimentId) {
    Map<String, Integer> byState = new TreeMap<>();
    AtomicLong trials = new AtomicLong();
    handle
        .createQuery(
            """
            SELECT lower(coalesce(verdict_state, state)) AS word, count(*) AS cells,
              sum(trials_valid + trials_invalid + trials_failed) AS trials
            FROM cells WHERE experiment_id = :id GROUP BY word
            """)
        .bind("id", experimentId)
        .map(
            (row, context) -> {
              trials.addAndGet(row.getLong("trials"));
              return Map.entry(row.getString("word"), row.getInt("cells"));
            })
        .forEach(entry -> byState.put(entry.getKey(), entry.getValue()));
    return new CellTally(byState, trials.get());
  }

  /** Writes what changes in a cell's life: state, verdict and counts. */
  static void update(Handle handle, CellRecord cell, long endedEpochMs) {
    Verdict verdict = cell.verdict();
    Sql.update(
        handle,
        """
        UPDATE cells SET state = ?, verdict_state = ?, verdict_reason = ?,
          ended_epoch_ms = max(ended_epoch_ms, ?), trials_valid = ?, trials_invalid = ?,
          trials_failed = ?, last_trial_number = ? WHERE cell_id = ?
        """,
        cell.state().name(),
        verdict == null ? null : verdict.state().name(),
        verdict == null ? null : verdict.reason(),
        endedEpochMs,
        cell.trialsValid(),
        cell.trialsInvalid(),
        cell.trialsFailed(),
        cell.lastTrialNumber(),
        cell.cellId());
  }

  /**
   * Puts a cell into a group; only one without a trial that counts may change its device for that.
   */
  static void move(Handle handle, String cellId, CellGroup group) {
    int moved =
        Sql.update(
            handle,
            """
            UPDATE cells SET device = ?1
            WHERE cell_id = ?2 AND (device = ?1 OR state = 'WAITING')
              AND experiment_id = ?3 AND power_mode = ?4 AND part = ?5
            """,
            group.device(),
            cellId,
            group.experimentId(),
            group.powerMode(),
            group.part());
    if (moved == 0) {
      CellGroup has = Found.in(find(handle, cellId), "cell", cellId).plan().group();
      throw new HamletException(
          ErrorCode.PRECONDITION, "cell " + cellId + " of " + has + " cannot go to " + group);
    }
  }
}
