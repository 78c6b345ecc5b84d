package dev.hamlet.cli.comparison;

import dev.hamlet.cli.output.TextTable;
import dev.hamlet.cli.output.TextTable.Column;
import dev.hamlet.cli.report.Figures;
import dev.hamlet.cli.report.ResultDocument.Interval;
import dev.hamlet.common.axis.VaryingAxes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison for people. */
public final class ComparisonTable {

  private ComparisonTable() {}

  /** One row for each cell that both have, and what must be known to read it. */
  public static List<String> lines(ResultComparison comparison) {
    TextTable table =
        new TextTable(
            List.of(
                Column.text("cell"),
                Column.number("latency A"),
                Column.number("latency B"),
                Column.number("B/A"),
                Column.number("net energy A"),
                Column.number("net energy B"),
                Column.number("B/A")));
    VaryingAxes axes = comparison.axes();
    comparison.cells().forEach(cell -> table.row(row(cell, axes)));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    if (!comparison.cells().isEmpty()) {
      lines.add("all of these: " + axes.shared(comparison.cells().get(0).first().axes()));
    }
    lines.add("* the 95 % interval of the ratio excludes 1.");
    lines.addAll(refusals(comparison));
    if (comparison.onlyFirst() + comparison.onlySecond() > 0) {
      lines.add(
          "%d cells of A are not in B, %d cells of B are not in A."
              .formatted(comparison.onlyFirst(), comparison.onlySecond()));
    }
    return lines;
  }

  private static List<String> row(ComparedCell cell, VaryingAxes axes) {
    return List.of(
        cell.name(axes),
        seconds(cell.first().latencySeconds()),
        seconds(cell.second().latencySeconds()),
        ratio(cell.latency()),
        joules(cell.first().netEnergyPerInferenceJoules()),
        joules(cell.second().netEnergyPerInferenceJoules()),
        cell.netEnergy() == null && cell.refusal() != null ? "refused" : ratio(cell.netEnergy()));
  }

  /** Each reason once, with the cells that it holds for. */
  private static List<String> refusals(ResultComparison comparison) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    for (ComparedCell cell : comparison.cells()) {
      String refusal = cell.refusal();
      if (refusal != null) {
        reasons.merge(refusal, 1, Integer::sum);
      }
    }
    String verb = comparison.refuses() ? "Refused" : "Forced";
    return reasons.entrySet().stream()
        .map(reason -> "%s for %d cells: %s.".formatted(verb, reason.getValue(), reason.getKey()))
        .toList();
  }

  private static String seconds(@Nullable Interval interval) {
    return interval == null
        ? "-"
        : Figures.withHalfWidth(Figures.seconds(interval.meanOrNan()), interval.halfWidthRatio());
  }

  private static String joules(@Nullable Interval interval) {
    return interval == null
        ? "-"
        : Figures.withHalfWidth(Figures.joules(interval.meanOrNan()), interval.halfWidthRatio());
  }

  private static String ratio(@Nullable RatioOfMeans ratio) {
    return ratio == null
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.3f (%.3f to %.3f)%s",
            ratio.ratio(),
            ratio.ciLow(),
            ratio.ciHigh(),
            ratio.different() ? "*" : " ");
  }
}
