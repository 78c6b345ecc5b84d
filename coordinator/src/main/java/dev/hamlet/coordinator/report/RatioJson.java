package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.statistics.compare.BoardRatio;
import dev.hamlet.common.statistics.compare.PairedRatio;
import dev.hamlet.coordinator.comparison.Figure;
import dev.hamlet.coordinator.report.Baselines.Versus;
import java.util.List;
import java.util.Locale;

/** Section {@code versus_baseline} of cells and groups. */
final class RatioJson {

  private RatioJson() {}

  static void cell(ObjectNode parent, CellFigures cell, Baselines baselines) {
    baselines
        .versus(cell)
        .ifPresentOrElse(
            versus -> cell(parent.putObject("versus_baseline"), versus),
            () -> parent.putNull("versus_baseline"));
  }

  /** Over the devices that ran both. */
  static void group(ObjectNode parent, List<CellFigures> cells, Baselines baselines, double level) {
    List<Versus> all = cells.stream().flatMap(cell -> baselines.versus(cell).stream()).toList();
    if (all.isEmpty()) {
      parent.putNull("versus_baseline");
    } else {
      group(parent.putObject("versus_baseline"), all, level);
    }
  }

  private static void cell(ObjectNode node, Versus versus) {
    node.put("cell_id", versus.baseline().cell().cellId());
    node.put("refused", versus.refusal().orElse(null));
    for (Figure figure : Figure.values()) {
      if (figure == Figure.LATENCY || versus.refusal().isEmpty()) {
        paired(node.putObject(name(figure)), versus.ratios().of(figure));
      } else {
        node.putNull(name(figure));
      }
    }
  }

  private static void group(ObjectNode node, List<Versus> all, double level) {
    for (Figure figure : Figure.values()) {
      List<PairedRatio> ratios =
          all.stream()
              .filter(one -> figure == Figure.LATENCY || one.refusal().isEmpty())
              .map(one -> one.ratios().of(figure))
              .toList();
      if (ratios.isEmpty()) {
        node.putNull(name(figure));
      } else {
        boards(node.putObject(name(figure)), ratios, level);
      }
    }
  }

  private static void paired(ObjectNode node, PairedRatio ratio) {
    interval(node, ratio.ratio(), ratio.ciLow(), ratio.ciHigh());
    node.put("method", word(ratio.method()));
    node.put("reason", ratio.reason());
    node.put("blocks", ratio.units());
    node.put("different", ratio.isDifferent());
  }

  private static void boards(ObjectNode node, List<PairedRatio> ratios, double level) {
    BoardRatio all = BoardRatio.of(ratios, level);
    interval(node, all.ratio(), all.ciLow(), all.ciHigh());
    node.put("boards", all.boards());
    Json.number(node, "between_boards_ratio", all.betweenRatio());
    node.put("different_on_every_board", differentOnEvery(ratios));
    node.put("beyond_boards", all.isBeyondBoards());
  }

  private static boolean differentOnEvery(List<PairedRatio> ratios) {
    return ratios.stream().allMatch(ratio -> ratio.ciLow() > 1)
        || ratios.stream().allMatch(ratio -> ratio.ciHigh() < 1);
  }

  private static void interval(ObjectNode node, double ratio, double low, double high) {
    Json.number(node, "ratio", ratio);
    Json.number(node, "ci_low", low);
    Json.number(node, "ci_high", high);
  }

  private static String name(Figure figure) {
    return figure.name().toLowerCase(Locale.ROOT) + "_ratio";
  }

  private static String word(PairedRatio.Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }
}
