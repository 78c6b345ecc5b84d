package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import dev.hamlet.coordinator.store.ClockNodeRecord;
import dev.hamlet.coordinator.store.ExternalReading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Tables {@code clock_nodes} and {@code external_readings}. */
final class ClockTables {

  private static final RowMapper<ClockNodeRecord> NODE =
      ConstructorMapper.of(ClockNodeRecord.class);

  private ClockTables() {}

  static void save(Handle handle, Collection<ClockNodeRecord> nodes, long forgetBeforeEpochMs) {
    handle
        .createUpdate("DELETE FROM clock_nodes WHERE epoch_ms < :before")
        .bind("before", forgetBeforeEpochMs)
        .execute();
    for (ClockNodeRecord node : nodes) {
      handle
          .createUpdate(
              """
              INSERT OR IGNORE INTO clock_nodes
              VALUES (:device, :bootId, :coordinatorBootId, :deviceNs, :offsetNs, :errorNs,
                      :steppedBefore, :epochMs)
              """)
          .bindMethods(node)
          .execute();
    }
  }

  static List<ClockNodeRecord> nodes(
      Handle handle, String device, String bootId, String coordinatorBootId) {
    return handle
        .createQuery(
            """
            SELECT * FROM clock_nodes
            WHERE device = :device AND boot_id = :bootId AND coordinator_boot_id = :coordinator
            ORDER BY device_ns
            """)
        .bind("device", device)
        .bind("bootId", bootId)
        .bind("coordinator", coordinatorBootId)
        .map(NODE)
        .list();
  }

  static void save(Handle handle, ExternalReading reading) {
    handle
        .createUpdate(
            """
            INSERT OR REPLACE INTO external_readings
            VALUES (:cellId, :trialNumber, :meter, :simulated, :json)
            """)
        .bindMethods(reading)
        .bind("json", JsonColumns.write(reading.figures()))
        .execute();
  }

  static List<ExternalReading> readings(Handle handle, String experimentId) {
    return handle
        .createQuery(
            """
            SELECT cells.cell_id AS own_cell, external_readings.* FROM external_readings
            JOIN cells ON external_readings.cell_id =
              CASE cells.reused_cell WHEN '' THEN cells.cell_id ELSE cells.reused_cell END
            WHERE cells.experiment_id = :experimentId
            ORDER BY cells.position, trial_number, meter
            """)
        .bind("experimentId", experimentId)
        .map(ClockTables::reading)
        .list();
  }

  private static ExternalReading reading(ResultSet row, StatementContext context)
      throws SQLException {
    return new ExternalReading(
        row.getString("own_cell"),
        row.getInt("trial_number"),
        row.getString("meter"),
        row.getBoolean("simulated"),
        JsonColumns.read(row, "figures", new TypeReference<ExternalMeterFigures>() {}));
  }
}
