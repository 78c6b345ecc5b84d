package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.security.Digests;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.CellState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.store.CellOrigin;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.FreshStart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one query; what they have in common is in memory once. */
final class CellRows implements RowMapper<CellRecord> {

  private static final TypeReference<CellSpec> WHOLE = new TypeReference<>() {};
  private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
  private static final TypeReference<CellShare> SHARE = new TypeReference<>() {};
  private static final TypeReference<CellShare.Rest> REST = new TypeReference<>() {};

  private final Map<Long, CellShare> shares = new HashMap<>();
  private final Map<CellGroup, CellGroup> groups = new HashMap<>();

  @Override
  public CellRecord map(ResultSet row, StatementContext context) throws SQLException {
    return read(row);
  }

  /** The cell of a row. */
  CellRecord read(ResultSet row) throws SQLException {
    return new CellRecord(
        plan(row),
        CellState.valueOf(row.getString("state")),
        verdict(row),
        row.getInt("trials_valid"),
        row.getInt("trials_invalid"),
        row.getInt("trials_failed"),
        row.getInt("last_trial_number"),
        origin(row),
        start(row));
  }

  private PlannedCell plan(ResultSet row) throws SQLException {
    CellGroup group =
        new CellGroup(
            row.getString("experiment_id"),
            row.getString("device"),
            row.getString("power_mode"),
            row.getInt("part"));
    CellGroup shared = groups.computeIfAbsent(group, same -> same);
    String identity = Digests.hex(row.getBytes("identity"));
    long number = row.getLong("share");
    if (row.wasNull()) {
      return new PlannedCell(
          shared,
          JsonColumns.read(row, "spec", WHOLE),
          row.getString("energy_rails"),
          JsonColumns.read(row, "rails", NAMES),
          identity);
    }
    CellShare share = shares.get(number);
    if (share == null) {
      share = JsonColumns.read(row, "shared", SHARE);
      shares.put(number, share);
    }
    CellShare.Rest rest = JsonColumns.read(row, "spec", REST);
    return share.cell(row.getString("cell_id"), shared, rest, identity);
  }

  private static CellOrigin origin(ResultSet row) throws SQLException {
    String reused = row.getString("reused_cell");
    boolean dropped = row.getBoolean("dropped");
    return reused.isEmpty() && !dropped
        ? CellOrigin.OWN
        : new CellOrigin(row.getString("reused_from"), reused, dropped);
  }

  private static FreshStart start(ResultSet row) throws SQLException {
    int forgivenThrough = row.getInt("forgiven_through");
    return forgivenThrough == 0
        ? FreshStart.NONE
        : new FreshStart(row.getInt("set_aside_through"), forgivenThrough);
  }

  private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
    String state = row.getString("verdict_state");
    return state == null
        ? null
        : new Verdict(VerdictState.valueOf(state), row.getString("verdict_reason"));
  }
}
