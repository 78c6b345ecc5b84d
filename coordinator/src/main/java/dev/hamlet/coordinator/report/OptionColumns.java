package dev.hamlet.coordinator.report;

import dev.hamlet.coordinator.store.CellRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A column for each axis of the user's, named {@code axis_} and the axis. */
final class OptionColumns {

  private OptionColumns() {}

  static <R> void add(
      CsvTable<R> table, List<CellRecord> cells, Function<R, Map<String, String>> options) {
    Set<String> names = new TreeSet<>();
    cells.forEach(cell -> names.addAll(cell.plan().spec().options().keySet()));
    for (String name : names) {
      table.column("axis_" + name, row -> options.apply(row).get(name));
    }
  }
}
