package dev.hamlet.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns, two spaces apart, under a header and a rule. */
public final class TextTable {

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** An empty table. */
  public TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds a row with a cell for each column. */
  public void row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "need " + columns.size() + " cells, not " + cells.size() + ": " + cells);
    }
    rows.add(List.copyOf(cells));
  }

  /** Adds a line across all columns, above the rows that follow. */
  public void heading(String text) {
    rows.add(List.of(text));
  }

  /** The header, the rule and the rows, without spaces at their ends. */
  public List<String> lines() {
    int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
    List<String> lines = new ArrayList<>();
    lines.add(format(columns.stream().map(Column::title).toList(), widths));
    lines.add("-".repeat(lines.get(0).length()));
    rows.forEach(row -> lines.add(isHeading(row) ? row.get(0) : format(row, widths)));
    return lines;
  }

  private String format(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      padded.add(columns.get(i).pad(cells.get(i), widths[i]));
    }
    return padded.stream().collect(Collectors.joining("  ")).stripTrailing();
  }

  private boolean isHeading(List<String> row) {
    return row.size() == 1 && columns.size() > 1;
  }

  private int width(int column) {
    int widest = columns.get(column).title().length();
    for (List<String> row : rows) {
      widest = Math.max(widest, isHeading(row) ? 0 : row.get(column).length());
    }
    return widest;
  }

  /**
   * A column of a table.
   *
   * @param title header
   * @param right whether its cells stand on the right, as numbers do
   */
  public record Column(String title, boolean right) {

    /** A column of words. */
    public static Column text(String title) {
      return new Column(title, false);
    }

    /** A column of numbers. */
    public static Column number(String title) {
      return new Column(title, true);
    }

    private String pad(String cell, int width) {
      String space = " ".repeat(width - cell.length());
      return right ? space + cell : cell + space;
    }
  }
}
