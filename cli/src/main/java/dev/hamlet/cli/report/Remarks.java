package dev.hamlet.cli.report;

import dev.hamlet.cli.report.ResultDocument.Flag;
import dev.hamlet.cli.report.ResultDocument.Row;
import dev.hamlet.cli.report.ResultDocument.Verdict;
import dev.hamlet.common.axis.VaryingAxes;
import java.util.ArrayList;
import java.util.List;

/** What a table of figures must not be read without: cells that did not converge, and flags. */
final class Remarks {

  private static final int MOST_FLAGS = 8;
  private static final int COLUMNS = 140;

  /** The word of a flag that most cells of a shared machine have, and that takes nothing away. */
  private static final String OUTLIER = "outlier";

  private Remarks() {}

  static List<String> lines(List<Row> cells) {
    VaryingAxes axes = VaryingAxes.among(cells.stream().map(Row::axes).toList());
    List<String> lines = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    int outliers = 0;
    for (Row cell : cells) {
      String name = cell.variant() + " on " + cell.device() + axes.suffix(cell.axes()) + ": ";
      Verdict verdict = cell.verdict();
      if (verdict != null && !verdict.state().equals("converged")) {
        lines.add(name + verdict.state() + ", " + verdict.reason());
      }
      List<Flag> of = cell.flags() == null ? List.of() : cell.flags();
      for (Flag flag : of) {
        if (flag.flag().equals(OUTLIER)) {
          outliers++;
        } else {
          flags.add(name + flag.flag() + ": " + flag.sentence());
        }
      }
    }
    lines.addAll(flags.subList(0, Math.min(MOST_FLAGS, flags.size())));
    if (flags.size() > MOST_FLAGS) {
      lines.add("and %d more flags in results.json".formatted(flags.size() - MOST_FLAGS));
    }
    if (outliers > 0) {
      lines.add(
          "cells with outliers, flagged and counted: " + outliers + "; results.json says which");
    }
    return lines.stream().flatMap(line -> wrapped(line).stream()).toList();
  }

  /** At most {@value #COLUMNS} columns each; what follows on is indented. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(" ");
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
