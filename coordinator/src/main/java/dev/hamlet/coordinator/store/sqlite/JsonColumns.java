package dev.hamlet.coordinator.store.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Values as JSON texts in columns. Maps are written in the order of their keys. */
final class JsonColumns {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private JsonColumns() {}

  /** A value as text; null stays null. */
  static @Nullable String write(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every stored value can be written as JSON", e);
    }
  }

  /** The value in a column that is never null. */
  static <T> T read(ResultSet row, String column, TypeReference<T> type) throws SQLException {
    try {
      return JSON.readValue(row.getString(column), type);
    } catch (JsonProcessingException e) {
      throw new SQLException("column " + column + " holds damaged JSON", e);
    }
  }

  /** The value in a column, or null. */
  static <T> @Nullable T readOrNull(ResultSet row, String column, Class<T> type)
      throws SQLException {
    try {
      String text = row.getString(column);
      return text == null ? null : JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new SQLException("column " + column + " holds damaged JSON", e);
    }
  }

  /** A number that SQLite keeps as null where it is not a number. */
  static double nanIfNull(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
