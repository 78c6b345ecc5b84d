package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.coordinator.store.trace.TraceExport;
import dev.hamlet.coordinator.store.trace.TraceStore;
import dev.hamlet.coordinator.store.trace.TracedTrial;
import dev.hamlet.coordinator.store.trace.TrialTimeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Tables {@code trial_timelines} and {@code trace_exports}, and what raw traces need of {@code
 * trials}: a trial's number is its rowid, which grows, as trials are only ever added.
 */
record TraceTables(Database database) implements TraceStore {

  private static final RowMapper<TrialTimeline> TIMELINE =
      ConstructorMapper.of(TrialTimeline.class);
  private static final RowMapper<ClockPoint> POINT = ConstructorMapper.of(ClockPoint.class);
  private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

  @Override
  public List<TracedTrial> trials(String experimentId) {
    return trialsAfter(experimentId, 0, Integer.MAX_VALUE);
  }

  /** From a number on it begins with the trials, of which few are newer than that. */
  @Override
  public List<TracedTrial> trialsAfter(String experimentId, long number, int most) {
    String join = number > 0 ? "CROSS JOIN" : "JOIN";
    return database.transaction(
        handle -> {
          CellRows cells = new CellRows();
          return handle
              .createQuery(
                  """
                  SELECT cells.*, shared, trials.rowid AS number, trials.trial_number,
                    trials.fencing_token, trials.device AS trial_device, trials.boot_id,
                    trials.status AS trial_status, trials.sensors, trials.finished_epoch_ms
                  FROM trials %s cells ON cells.cell_id = trials.cell_id
                    LEFT JOIN cell_shares ON cell_shares.id = cells.share
                  WHERE trials.rowid > :number AND cells.experiment_id = :id
                  ORDER BY trials.rowid LIMIT :most
                  """
                      .formatted(join))
              .bind("id", experimentId)
              .bind("number", number)
              .bind("most", most)
              .map((row, context) -> trial(row, cells))
              .list();
        });
  }

  @Override
  public long validAfter(String experimentId, long number) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM trials CROSS JOIN cells ON cells.cell_id = trials.cell_id
                    WHERE trials.rowid > :number AND cells.experiment_id = :id
                      AND trials.status = 'VALID'
                    """)
                .bind("id", experimentId)
                .bind("number", number)
                .mapTo(Long.class)
                .one());
  }

  @Override
  public long newest() {
    return database.transaction(TraceTables::newest);
  }

  private static long newest(Handle handle) {
    return handle.createQuery("SELECT coalesce(max(rowid), 0) FROM trials").mapTo(Long.class).one();
  }

  @Override
  public Optional<TrialTimeline> timeline(String cellId, int trialNumber) {
    return database.transaction(handle -> timeline(handle, cellId, trialNumber));
  }

  private static Optional<TrialTimeline> timeline(Handle handle, String cellId, int trialNumber) {
    return handle
        .createQuery(
            "SELECT * FROM trial_timelines WHERE cell_id = :cell AND trial_number = :trial")
        .bind("cell", cellId)
        .bind("trial", trialNumber)
        .map(TIMELINE)
        .findOne();
  }

  @Override
  public TrialTimeline saveTimeline(TrialTimeline timeline) {
    return database.transaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT OR IGNORE INTO trial_timelines
                  VALUES (:cellId, :trialNumber, :startNs, :endNs, :startEpochNs, :endEpochNs,
                          :errorNs)
                  """)
              .bindMethods(timeline)
              .execute();
          return timeline(handle, timeline.cellId(), timeline.trialNumber()).orElse(timeline);
        });
  }

  @Override
  public Optional<ClockPoint> clockPointNear(String device, String bootId, long deviceNs) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT device_ns, epoch_ms, error_ns FROM clock_nodes
                    WHERE device = :device AND boot_id = :boot
                    ORDER BY abs(device_ns - :stamp) LIMIT 1
                    """)
                .bind("device", device)
                .bind("boot", bootId)
                .bind("stamp", deviceNs)
                .map(POINT)
                .findOne());
  }

  @Override
  public void saveExport(String experimentId, String url, List<String> rails) {
    database.write(
        handle ->
            handle.execute(
                """
                INSERT INTO trace_exports VALUES (?, ?, ?, ?)
                ON CONFLICT (experiment_id) DO UPDATE SET url = excluded.url, rails = excluded.rails
                """,
                experimentId,
                url,
                JsonColumns.write(rails),
                newest(handle)));
  }

  @Override
  public void endExport(String experimentId) {
    database.write(
        handle ->
            handle.execute("DELETE FROM trace_exports WHERE experiment_id = ?", experimentId));
  }

  @Override
  public List<TraceExport> exports() {
    return database.transaction(
        handle ->
            handle
                .createQuery("SELECT * FROM trace_exports ORDER BY experiment_id")
                .map(
                    (row, context) ->
                        new TraceExport(
                            row.getString("experiment_id"),
                            row.getString("url"),
                            JsonColumns.read(row, "rails", WORDS),
                            row.getLong("through")))
                .list());
  }

  @Override
  public void saveExported(String experimentId, long through) {
    database.write(
        handle ->
            handle.execute(
                "UPDATE trace_exports SET through = ? WHERE experiment_id = ? AND through < ?",
                through,
                experimentId,
                through));
  }

  private static TracedTrial trial(ResultSet row, CellRows cells) throws SQLException {
    CellSpec spec = cells.read(row).plan().spec();
    return new TracedTrial(
        row.getLong("number"),
        row.getString("experiment_id"),
        row.getString("cell_id"),
        row.getInt("trial_number"),
        row.getLong("fencing_token"),
        row.getString("trial_device"),
        row.getString("boot_id"),
        row.getString("trial_status").equals("VALID"),
        row.getString("sensors"),
        row.getLong("finished_epoch_ms"),
        spec.model(),
        spec.variant());
  }
}
