package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.store.DeviceEnergyRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.SensorSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Tables {@code devices}, {@code sensor_snapshots} and {@code device_energy}. */
final class DeviceTables {

  private static final RowMapper<DeviceEnergyRecord> ENERGY =
      ConstructorMapper.of(DeviceEnergyRecord.class);

  private DeviceTables() {}

  static void save(Handle handle, DeviceRecord device) {
    handle
        .createUpdate(
            """
            INSERT INTO devices VALUES (:name, :description, :firstSeenEpochMs)
            ON CONFLICT (name) DO UPDATE SET description = excluded.description
            """)
        .bind("description", JsonColumns.write(device))
        .bindMethods(device)
        .execute();
    save(handle, SensorSnapshot.of(device.sensors()));
  }

  /** Snapshots that trials of an experiment name, by id. */
  static List<SensorSnapshot> snapshots(Handle handle, String experimentId) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT sensor_snapshots.* FROM sensor_snapshots
            JOIN trials ON trials.sensors = sensor_snapshots.id JOIN cells ON trials.cell_id =
              CASE cells.reused_cell WHEN '' THEN cells.cell_id ELSE cells.reused_cell END
            WHERE cells.experiment_id = :experimentId ORDER BY sensor_snapshots.id
            """)
        .bind("experimentId", experimentId)
        .map(DeviceTables::snapshot)
        .list();
  }

  static List<DeviceRecord> list(Handle handle) {
    return handle.createQuery("SELECT * FROM devices ORDER BY name").map(DeviceTables::map).list();
  }

  static void saveEnergy(Handle handle, DeviceEnergyRecord counter) {
    handle
        .createUpdate(
            """
            INSERT OR REPLACE INTO device_energy
            VALUES (:device, :rail, :joules, :lateJoules, :gapSeconds, :bootId, :throughNs)
            """)
        .bindMethods(counter)
        .execute();
  }

  static List<DeviceEnergyRecord> energy(Handle handle) {
    return handle
        .createQuery("SELECT * FROM device_energy ORDER BY device, rail")
        .map(ENERGY)
        .list();
  }

  private static void save(Handle handle, SensorSnapshot snapshot) {
    handle
        .createUpdate("INSERT OR IGNORE INTO sensor_snapshots VALUES (:id, :json)")
        .bind("id", snapshot.id())
        .bind("json", JsonColumns.write(snapshot.groups()))
        .execute();
  }

  private static SensorSnapshot snapshot(ResultSet row, StatementContext context)
      throws SQLException {
    return new SensorSnapshot(
        row.getString("id"),
        JsonColumns.read(row, "sensor_groups", new TypeReference<List<SensorGroup>>() {}));
  }

  private static DeviceRecord map(ResultSet row, StatementContext context) throws SQLException {
    return JsonColumns.read(row, "description", new TypeReference<DeviceRecord>() {})
        .firstSeenAt(row.getLong("first_seen_epoch_ms"));
  }
}
