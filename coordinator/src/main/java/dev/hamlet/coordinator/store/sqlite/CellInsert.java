package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.experiment.PlannedCell;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Inserts very many cells quickly: one statement, many rows a batch. One transaction. */
final class CellInsert {

  private static final int BATCH = 1_000;

  private final Connection connection;
  private final Map<CellShare, Long> shares = new HashMap<>();

  private CellInsert(Connection connection) {
    this.connection = connection;
  }

  /**
   * Inserts cells.
   *
   * @param firstPosition place of the first of them in the experiment
   */
  static void insert(Handle handle, List<PlannedCell> cells, int firstPosition) {
    try {
      new CellInsert(handle.getConnection()).insert(cells, firstPosition);
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("UNIQUE constraint failed: cells.")) {
        throw new HamletException(ErrorCode.ALREADY_EXISTS, "a cell is stored already", e);
      }
      throw new HamletException(ErrorCode.RESOURCE, "cells cannot be stored: " + message, e);
    }
  }

  private void insert(List<PlannedCell> cells, int firstPosition) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO cells (cell_id, experiment_id, position, device, power_mode, part, share,
              spec, identity, energy_rails, rails, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', 'WAITING')
            """)) {
      int position = firstPosition;
      for (PlannedCell cell : cells) {
        bind(statement, cell, position++);
        statement.addBatch();
        if ((position - firstPosition) % BATCH == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private void bind(PreparedStatement row, PlannedCell cell, int position) throws SQLException {
    row.setString(1, cell.cellId());
    row.setString(2, cell.group().experimentId());
    row.setInt(3, position);
    row.setString(4, cell.group().device());
    row.setString(5, cell.group().powerMode());
    row.setInt(6, cell.group().part());
    row.setLong(7, share(CellShare.of(cell)));
    row.setString(8, JsonColumns.write(CellShare.rest(cell.spec())));
    row.setBytes(9, HexFormat.of().parseHex(cell.identity()));
  }

  private long share(CellShare share) throws SQLException {
    Long known = shares.get(share);
    if (known == null) {
      known = stored(String.valueOf(JsonColumns.write(share)));
      shares.put(share, known);
    }
    return known;
  }

  private long stored(String json) throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO cell_shares (shared) VALUES (?) ON CONFLICT DO NOTHING");
        PreparedStatement find =
            connection.prepareStatement("SELECT id FROM cell_shares WHERE shared = ?")) {
      insert.setString(1, json);
      insert.executeUpdate();
      find.setString(1, json);
      try (ResultSet found = find.executeQuery()) {
        found.next();
        return found.getLong(1);
      }
    }
  }
}
