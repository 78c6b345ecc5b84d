package dev.hamlet.coordinator.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV of RFC 4180: lines end with CRLF; a field with a comma, a quote or a line break is
 * quoted, and its quotes are doubled. What is not known is an empty field.
 *
 * @param <R> what a row is made of
 */
final class CsvTable<R> {

  private final Map<String, Function<R, @Nullable Object>> columns = new LinkedHashMap<>();

  CsvTable<R> column(String name, Function<R, @Nullable Object> value) {
    columns.put(name, value);
    return this;
  }

  String write(Collection<R> rows) {
    StringBuilder text = new StringBuilder();
    line(text, List.copyOf(columns.keySet()));
    for (R row : rows) {
      List<String> fields = new ArrayList<>();
      columns.values().forEach(value -> fields.add(field(value.apply(row))));
      line(text, fields);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> fields) {
    text.append(fields.stream().map(CsvTable::quoted).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  private static String field(@Nullable Object value) {
    boolean unknown = value == null || (value instanceof Double it && !Double.isFinite(it));
    return unknown ? "" : String.valueOf(value);
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
