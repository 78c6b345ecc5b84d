package dev.hamlet.cli.report;

import dev.hamlet.cli.output.TextTable;
import dev.hamlet.cli.output.TextTable.Column;
import dev.hamlet.cli.report.ResultDocument.Interval;
import dev.hamlet.cli.report.ResultDocument.Row;
import dev.hamlet.cli.report.ResultDocument.Sizes;
import dev.hamlet.common.axis.VaryingAxes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one table of an experiment: a row for each variant pooled over its devices, below it one for
 * each device, and how each differs from the baseline beside it; a heading for each setting, if
 * there are several.
 */
public final class SummaryTable {

  private static final String BASELINE = "baseline";
  private static final String CONVERGED = "converged";
  private static final int LABEL_COLUMNS = 24;

  private final ResultDocument document;
  private final VaryingAxes axes;
  private final TextTable table = new TextTable(columns());

  private SummaryTable(ResultDocument document) {
    this.document = document;
    this.axes = VaryingAxes.among(document.cells().stream().map(Row::axes).toList());
  }

  /** The table with its legend, in at most 140 columns. */
  public static List<String> lines(ResultDocument document) {
    SummaryTable summary = new SummaryTable(document);
    summary.fill();
    List<String> lines = new ArrayList<>(summary.table.lines());
    lines.add("");
    lines.addAll(summary.legend());
    return lines;
  }

  private void fill() {
    Map<Row, List<Row>> blocks = new LinkedHashMap<>();
    document.groups().forEach(group -> blocks.put(group, cellsOf(group)));
    if (blocks.isEmpty()) {
      document.cells().forEach(cell -> blocks.put(cell, List.of()));
    }
    boolean manyModels = blocks.keySet().stream().map(Row::model).distinct().count() > 1;
    Map<String, List<Row>> settings = new LinkedHashMap<>();
    for (Row head : blocks.keySet()) {
      settings.computeIfAbsent(axes.label(head.axes()), key -> new ArrayList<>()).add(head);
    }
    settings.forEach(
        (setting, heads) -> {
          if (!axes.isEmpty()) {
            table.heading(setting + ":");
          }
          heads.forEach(head -> block(head, blocks.getOrDefault(head, List.of()), manyModels));
        });
  }

  private void block(Row head, List<Row> cells, boolean manyModels) {
    String label = manyModels ? head.model() + " " + head.variant() : head.variant();
    table.row(row(shortened(label), head, document.groups()));
    cells.forEach(cell -> table.row(row("  " + cell.device(), cell, document.cells())));
  }

  private List<Row> cellsOf(Row group) {
    return document.cells().stream().filter(cell -> cell.samePoint(group)).toList();
  }

  private static List<String> row(String label, Row row, List<Row> peers) {
    boolean device = label.startsWith(" ");
    Row baseline = baselineOf(row, peers);
    Sizes sizes = row.sizeBytes();
    return List.of(
        label,
        device || sizes == null ? "" : Figures.bytes(sizes.file()),
        device || sizes == null ? "" : Figures.bytes(sizes.compressed()),
        figure(row.latencySeconds(), false),
        figure(row.netEnergyPerInferenceJoules(), true),
        device ? "" : share(row.accuracy()),
        device ? "" : share(row.precisionMacro()),
        device ? "" : share(row.recallMacro()),
        device ? "" : share(row.f1Macro()),
        verdict(row),
        Changes.latency(row, baseline),
        Changes.netEnergy(row, baseline),
        device ? "" : sizeChange(sizes, baseline == null ? null : baseline.sizeBytes()));
  }

  private static @Nullable Row baselineOf(Row row, List<Row> peers) {
    if (row.variant().equals(BASELINE)) {
      return null;
    }
    return peers.stream()
        .filter(peer -> peer.variant().equals(BASELINE))
        .filter(peer -> Objects.equals(peer.device(), row.device()))
        .filter(peer -> row.sameSetting(peer))
        .findFirst()
        .orElse(null);
  }

  private static String figure(@Nullable Interval interval, boolean energy) {
    if (interval == null) {
      return "-";
    }
    double mean = interval.meanOrNan();
    return Figures.withHalfWidth(
        energy ? Figures.joules(mean) : Figures.seconds(mean), interval.halfWidthRatio());
  }

  private static String share(@Nullable Double share) {
    return share == null ? "-" : Figures.percent(share);
  }

  private static String verdict(Row row) {
    List<String> verdicts = row.verdicts();
    if (verdicts != null) {
      long converged = verdicts.stream().filter(CONVERGED::equals).count();
      return converged == verdicts.size()
          ? CONVERGED
          : converged + "/" + verdicts.size() + " conv.";
    }
    ResultDocument.Verdict verdict = row.verdict();
    return verdict == null ? "" : verdict.state().replace("not_converged", "not conv.");
  }

  private static String sizeChange(@Nullable Sizes value, @Nullable Sizes baseline) {
    return value == null || baseline == null
        ? ""
        : Figures.change((double) value.compressed(), (double) baseline.compressed());
  }

  private static String shortened(String label) {
    return label.length() <= LABEL_COLUMNS ? label : label.substring(0, LABEL_COLUMNS - 1) + "…";
  }

  private List<String> legend() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "± half of the 95 % confidence interval over trials, random part only; net energy over "
            + rails()
            + ", idle power taken off;");
    lines.add(
        "accuracy, macro precision, recall and F1 in %; packed = file after DEFLATE; Δ = change"
            + " against the baseline (time, net energy, packed size);");
    lines.add(Changes.LEGEND);
    document.cells().stream()
        .limit(1)
        .map(cell -> axes.shared(cell.axes()))
        .filter(shared -> !shared.isEmpty())
        .forEach(shared -> lines.add("all of these: " + shared));
    lines.addAll(Remarks.lines(document.cells()));
    return lines;
  }

  private String rails() {
    return document.cells().stream()
        .map(Row::rails)
        .filter(Objects::nonNull)
        .findFirst()
        .map(rails -> String.join(" + ", rails))
        .orElse("the chosen rails");
  }

  private static List<Column> columns() {
    return List.of(
        Column.text("variant"),
        Column.number("file"),
        Column.number("packed"),
        Column.number("latency"),
        Column.number("net energy"),
        Column.number("acc"),
        Column.number("prec"),
        Column.number("recall"),
        Column.number("F1"),
        Column.text("verdict"),
        Column.number("Δtime"),
        Column.number("Δenergy"),
        Column.number("Δsize"));
  }
}
