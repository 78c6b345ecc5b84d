package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hamlet.coordinator.store.fleet.AttemptLog;
import dev.hamlet.coordinator.store.fleet.DeviceStanding;
import dev.hamlet.coordinator.store.fleet.FleetStore;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import dev.hamlet.coordinator.store.fleet.HealthEvent;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Tables {@code device_standings}, {@code health_events}, {@code golden_model}, {@code
 * golden_checks} and {@code attempt_logs}.
 */
record FleetTables(Database database) implements FleetStore {

  private static final int CHECKS_KEPT = 200;
  private static final RowMapper<HealthEvent> EVENT = ConstructorMapper.of(HealthEvent.class);
  private static final RowMapper<AttemptLog> LOG = ConstructorMapper.of(AttemptLog.class);

  @Override
  public void saveStanding(DeviceStanding standing) {
    database.write(
        handle ->
            handle.execute(
                "INSERT OR REPLACE INTO device_standings VALUES (?, ?)",
                standing.device(),
                JsonColumns.write(standing)));
  }

  @Override
  public List<DeviceStanding> standings() {
    return database.transaction(
        handle ->
            handle
                .createQuery("SELECT standing FROM device_standings ORDER BY device")
                .map(
                    (row, context) ->
                        JsonColumns.read(row, "standing", new TypeReference<DeviceStanding>() {}))
                .list());
  }

  @Override
  public void addEvent(HealthEvent event, long forgetBeforeEpochMs) {
    database.write(
        handle -> {
          handle.execute("DELETE FROM health_events WHERE epoch_ms < ?", forgetBeforeEpochMs);
          handle
              .createUpdate(
                  """
                  INSERT INTO health_events (epoch_ms, kind, device, subject, detail)
                  VALUES (:epochMs, :kind, :device, :subject, :detail)
                  """)
              .bindMethods(event)
              .execute();
        });
  }

  @Override
  public List<HealthEvent> events() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    "SELECT epoch_ms, kind, device, subject, detail FROM health_events"
                        + " ORDER BY event")
                .map(EVENT)
                .list());
  }

  @Override
  public void saveGolden(GoldenModel model) {
    database.write(
        handle ->
            handle.execute(
                "INSERT OR REPLACE INTO golden_model VALUES (1, ?)", JsonColumns.write(model)));
  }

  @Override
  public Optional<GoldenModel> golden() {
    return database.transaction(
        handle ->
            handle
                .createQuery("SELECT model FROM golden_model")
                .map(
                    (row, context) ->
                        JsonColumns.read(row, "model", new TypeReference<GoldenModel>() {}))
                .findOne());
  }

  @Override
  public void addCheck(GoldenCheck check) {
    database.write(
        handle -> {
          handle.execute(
              "INSERT INTO golden_checks (device, found) VALUES (?, ?)",
              check.device(),
              JsonColumns.write(check));
          handle
              .createUpdate(
                  """
                  DELETE FROM golden_checks WHERE device = :device AND entry NOT IN (
                    SELECT entry FROM golden_checks WHERE device = :device
                    ORDER BY entry DESC LIMIT :kept)
                  """)
              .bind("device", check.device())
              .bind("kept", CHECKS_KEPT)
              .execute();
        });
  }

  @Override
  public List<GoldenCheck> checks(String device, int most) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    "SELECT found FROM golden_checks WHERE device = :device"
                        + " ORDER BY entry DESC LIMIT :most")
                .bind("device", device)
                .bind("most", most)
                .map(
                    (row, context) ->
                        JsonColumns.read(row, "found", new TypeReference<GoldenCheck>() {}))
                .list());
  }

  /** Leases take theirs from the same sequence. */
  @Override
  public long takeToken() {
    return database.transaction(
        handle -> {
          handle.execute(
              "INSERT INTO sqlite_sequence (name, seq) SELECT 'leases', 0"
                  + " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'leases')");
          handle.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'leases'");
          return token(handle);
        });
  }

  private static long token(Handle handle) {
    return handle
        .createQuery("SELECT seq FROM sqlite_sequence WHERE name = 'leases'")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void saveLog(AttemptLog log, long forgetBeforeEpochMs) {
    database.write(
        handle -> {
          handle.execute("DELETE FROM attempt_logs WHERE epoch_ms < ?", forgetBeforeEpochMs);
          handle
              .createUpdate(
                  """
                  INSERT OR REPLACE INTO attempt_logs
                  VALUES (:fencingToken, :cellId, :device, :epochMs, :reason, :text)
                  """)
              .bindMethods(log)
              .execute();
        });
  }

  @Override
  public List<AttemptLog> logs(String cellId) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT attempt_logs.* FROM attempt_logs WHERE cell_id = :cellId
                    UNION ALL
                    SELECT attempt_logs.* FROM attempt_logs JOIN attempts USING (fencing_token)
                    WHERE attempt_logs.cell_id = '' AND attempts.cell_id = :cellId
                    ORDER BY fencing_token
                    """)
                .bind("cellId", cellId)
                .map(LOG)
                .list());
  }

  @Override
  public List<AttemptLog> logsOfExperiment(String experimentId, int most) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM (
                      SELECT attempt_logs.* FROM attempt_logs JOIN leases USING (fencing_token)
                      WHERE leases.experiment_id = :experimentId
                      ORDER BY fencing_token DESC, cell_id DESC LIMIT :most)
                    ORDER BY fencing_token, cell_id
                    """)
                .bind("experimentId", experimentId)
                .bind("most", most)
                .map(LOG)
                .list());
  }
}
