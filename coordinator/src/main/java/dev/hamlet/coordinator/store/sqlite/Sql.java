package dev.hamlet.coordinator.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jspecify.annotations.Nullable;

/**
 * Statements that the event loop uses for every lease and every trial: each is prepared once in the
 * life of its connection, and its values are bound by position. All others go through Jdbi, which
 * prepares anew each time.
 *
 * <p>Threads: that of the transaction.
 */
public final class Sql implements JdbiConfig<Sql> {

  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {

    /** The value of the row that the cursor is at. */
    T read(ResultSet row) throws SQLException;
  }

  /** A statement that failed. */
  private static final class Failure extends JdbiException {
    private static final long serialVersionUID = 1;

    Failure(SQLException cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }

  /** Handles of one connection share it. */
  @Override
  public Sql createCopy() {
    return this;
  }

  /** Changes rows and says how many. */
  static int update(Handle handle, String sql, @Nullable Object... values) {
    try {
      return bound(handle, sql, values).executeUpdate();
    } catch (SQLException e) {
      throw new Failure(e);
    }
  }

  /** The first row; empty if there is none. */
  static <T> Optional<T> first(
      Handle handle, String sql, Row<T> reader, @Nullable Object... values) {
    try (ResultSet rows = bound(handle, sql, values).executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw new Failure(e);
    }
  }

  /** All rows; nothing else may be asked of the store while they are read. */
  static <T> List<T> all(Handle handle, String sql, Row<T> reader, @Nullable Object... values) {
    try (ResultSet rows = bound(handle, sql, values).executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new Failure(e);
    }
  }

  private static PreparedStatement bound(Handle handle, String sql, @Nullable Object... values)
      throws SQLException {
    PreparedStatement statement = handle.getConfig(Sql.class).prepared(handle.getConnection(), sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private PreparedStatement prepared(Connection connection, String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }
}
