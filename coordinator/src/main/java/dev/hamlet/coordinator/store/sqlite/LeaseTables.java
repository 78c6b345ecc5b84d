package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.LeaseRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Tables {@code leases} and {@code rounds}. */
final class LeaseTables {

  private LeaseTables() {}

  /** Inserts a lease and returns its fencing token: greater than every one before. */
  static long insert(Handle handle, LeaseRequest request) {
    CellGroup group = request.group();
    return Sql.first(
            handle,
            """
            INSERT INTO leases (lease_id, experiment_id, device, power_mode, part, session_id,
              granted_epoch_ms, agent_version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING fencing_token
            """,
            row -> row.getLong(1),
            request.leaseId(),
            group.experimentId(),
            group.device(),
            group.powerMode(),
            group.part(),
            request.sessionId(),
            request.grantedEpochMs(),
            request.agentVersion())
        .orElseThrow();
  }

  /** AUTOINCREMENT goes on behind the value in SQLite's own table of sequences. */
  static void passOver(Handle handle, long tokens) {
    int known =
        handle
            .createUpdate("UPDATE sqlite_sequence SET seq = seq + :tokens WHERE name = 'leases'")
            .bind("tokens", tokens)
            .execute();
    if (known == 0) {
      handle
          .createUpdate("INSERT INTO sqlite_sequence (name, seq) VALUES ('leases', :tokens)")
          .bind("tokens", tokens)
          .execute();
    }
  }

  static Optional<LeaseRecord> find(Handle handle, long fencingToken) {
    return Sql.first(
        handle, "SELECT * FROM leases WHERE fencing_token = ?", LeaseTables::map, fencingToken);
  }

  static Optional<LeaseRecord> findById(Handle handle, String leaseId) {
    return Sql.first(handle, "SELECT * FROM leases WHERE lease_id = ?", LeaseTables::map, leaseId);
  }

  /** Whether a lease holds, and covers a group: what every write under its token is checked for. */
  static boolean isCurrent(Handle handle, CellGroup group, long fencingToken) {
    return find(handle, fencingToken)
        .filter(lease -> lease.isOpen() && lease.group().equals(group))
        .isPresent();
  }

  /** Versions of agents by fencing token, for the leases of an experiment that know them. */
  static Map<Long, String> agentVersions(Handle handle, String experimentId) {
    return handle
        .createQuery(
            "SELECT fencing_token, agent_version FROM leases"
                + " WHERE experiment_id = :experiment AND agent_version <> ''")
        .bind("experiment", experimentId)
        .map(
            (row, context) ->
                Map.entry(row.getLong("fencing_token"), row.getString("agent_version")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Open leases of a device. */
  static List<LeaseRecord> open(Handle handle, String device) {
    return Sql.all(
        handle,
        "SELECT * FROM leases WHERE ended_epoch_ms = 0 AND device = ?",
        LeaseTables::map,
        device);
  }

  static List<LeaseRecord> open(Handle handle) {
    return Sql.all(
        handle,
        "SELECT * FROM leases WHERE ended_epoch_ms = 0 ORDER BY fencing_token",
        LeaseTables::map);
  }

  static void end(Handle handle, long fencingToken, String reason, long epochMs) {
    Sql.update(
        handle,
        "UPDATE leases SET ended_epoch_ms = ?, end_reason = ? WHERE fencing_token = ?",
        Math.max(1, epochMs), // 0 says that it is open
        reason,
        fencingToken);
  }

  static void insertRound(Handle handle, RoundGrant round) {
    long token = round.lease().fencingToken();
    if (!Found.in(find(handle, token), "lease with token", token).isOpen()) {
      throw new HamletException(
          ErrorCode.PRECONDITION,
          "lease " + round.lease().leaseId() + " has ended: no more rounds");
    }
    Sql.update(
        handle,
        "INSERT INTO rounds VALUES (?, ?, ?) ON CONFLICT (fencing_token, round) DO NOTHING",
        token,
        round.round(),
        JsonColumns.write(round.visits()));
  }

  static List<RoundGrant> rounds(Handle handle, long fencingToken) {
    return handle
        .createQuery(
            "SELECT * FROM rounds JOIN leases USING (fencing_token)"
                + " WHERE fencing_token = :token ORDER BY round")
        .bind("token", fencingToken)
        .map(LeaseTables::mapRound)
        .list();
  }

  private static LeaseRecord map(ResultSet row) throws SQLException {
    return new LeaseRecord(
        row.getString("lease_id"),
        row.getLong("fencing_token"),
        new CellGroup(
            row.getString("experiment_id"),
            row.getString("device"),
            row.getString("power_mode"),
            row.getInt("part")),
        row.getString("session_id"),
        row.getLong("granted_epoch_ms"),
        row.getLong("ended_epoch_ms"),
        row.getString("end_reason"));
  }

  private static RoundGrant mapRound(ResultSet row, StatementContext context) throws SQLException {
    return new RoundGrant(
        new LeaseRef(row.getString("lease_id"), row.getLong("fencing_token")),
        row.getInt("round"),
        JsonColumns.read(row, "visits", new TypeReference<List<Visit>>() {}));
  }
}
