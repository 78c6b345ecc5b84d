package dev.hamlet.cli.report;

import dev.hamlet.cli.report.ResultDocument.Interval;
import dev.hamlet.cli.report.ResultDocument.Ratio;
import dev.hamlet.cli.report.ResultDocument.Row;
import dev.hamlet.cli.report.ResultDocument.VersusBaseline;
import org.jspecify.annotations.Nullable;

/** How a row differs from its baseline, with a mark that says what is known of the difference. */
final class Changes {

  static final String LEGEND =
      "* the 95 % interval of the change excludes 0, on every board; † also the one over boards; in"
          + " brackets: no difference shown.";

  private Changes() {}

  static String latency(Row row, @Nullable Row baseline) {
    VersusBaseline versus = row.versusBaseline();
    return change(
        versus == null ? null : versus.latencyRatio(),
        row.latencySeconds(),
        baseline == null ? null : baseline.latencySeconds());
  }

  static String netEnergy(Row row, @Nullable Row baseline) {
    VersusBaseline versus = row.versusBaseline();
    if (versus != null && versus.netEnergyRatio() == null) {
      return "refused";
    }
    return change(
        versus == null ? null : versus.netEnergyRatio(),
        row.netEnergyPerInferenceJoules(),
        baseline == null ? null : baseline.netEnergyPerInferenceJoules());
  }

  private static String change(
      @Nullable Ratio ratio, @Nullable Interval value, @Nullable Interval baseline) {
    if (ratio != null && ratio.ratio() != null) {
      return marked(Figures.change(ratio.ratio(), 1), ratio);
    }
    return value == null || baseline == null
        ? ""
        : Figures.change(value.meanOrNan(), baseline.meanOrNan());
  }

  private static String marked(String change, Ratio ratio) {
    if (ratio.beyondBoards()) {
      return change + "†";
    }
    return ratio.different() || ratio.differentOnEveryBoard() ? change + "*" : "(" + change + ")";
  }
}
