package dev.hamlet.cli.report;

import dev.hamlet.cli.output.TextTable;
import dev.hamlet.cli.output.TextTable.Column;
import dev.hamlet.cli.progress.Durations;
import dev.hamlet.common.axis.VaryingAxes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Devices, experiments and cells as they are now, as tables. */
public final class StatusTables {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private StatusTables() {}

  /** One row for each device. */
  public static List<String> devices(List<DeviceView> devices) {
    TextTable table =
        new TextTable(
            List.of(
                Column.text("device"),
                Column.text("board"),
                Column.text("state"),
                Column.text("power"),
                Column.text("rails"),
                Column.text("runtimes"),
                Column.text("labels"),
                Column.text("last seen")));
    for (DeviceView device : devices) {
      table.row(
          List.of(
              device.device(),
              device.board(),
              device.state(),
              device.simulated() ? "simulated" : "measured",
              String.join(",", device.rails()),
              String.join(",", device.runtimes()),
              labels(device),
              time(device.lastSeenEpochMs())));
    }
    return table.lines();
  }

  /** One row for each experiment, and a line for each that no board will go on with. */
  public static List<String> experiments(List<ExperimentView> experiments) {
    TextTable table =
        new TextTable(
            List.of(
                Column.text("experiment"),
                Column.text("name"),
                Column.text("owner"),
                Column.text("state"),
                Column.number("converged"),
                Column.number("trials"),
                Column.text("submitted")));
    for (ExperimentView experiment : experiments) {
      table.row(
          List.of(
              experiment.experimentId(),
              experiment.name(),
              experiment.owner(),
              experiment.state(),
              experiment.convergedCells() + "/" + experiment.cells(),
              String.valueOf(experiment.trialsDone()),
              time(experiment.submittedEpochMs())));
    }
    List<String> lines = new ArrayList<>(table.lines());
    for (ExperimentView experiment : experiments) {
      if (experiment.hasNoBoard()) {
        lines.add(experiment.experimentId() + " waits: " + experiment.waitingFor());
      }
    }
    return lines;
  }

  /** A headline, how many cells are in which state, and one row for each of some cells. */
  public static List<String> experiment(ExperimentView experiment, List<CellView> cells) {
    List<String> lines = new ArrayList<>(headlines(experiment));
    lines.addAll(cells(experiment, cells));
    return lines;
  }

  /** What an experiment is and how far. */
  public static List<String> headlines(ExperimentView experiment) {
    return List.of(
        "%s  %s  (%s)  %s%s"
            .formatted(
                experiment.experimentId(),
                experiment.name(),
                experiment.owner(),
                experiment.state(),
                experiment.waitingFor().isEmpty() ? "" : "  waits: " + experiment.waitingFor()),
        "%d cells: %s; %d trials%s"
            .formatted(
                experiment.cells(),
                states(experiment),
                experiment.trialsDone(),
                experiment.etaMs() == 0
                    ? ""
                    : ", about "
                        + Durations.words(Duration.ofMillis(experiment.etaMs()))
                        + " left"));
  }

  private static String states(ExperimentView experiment) {
    return experiment.cellsByState().entrySet().stream()
        .map(state -> state.getValue() + " " + state.getKey().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  /** One row for each of some cells, and what all of these are measured with. */
  public static List<String> cells(ExperimentView experiment, List<CellView> cells) {
    VaryingAxes axes =
        VaryingAxes.known(experiment.varyingAxes(), cells.stream().map(CellView::axes).toList());
    TextTable table = new TextTable(columns(axes));
    cells.forEach(cell -> table.row(row(cell, axes)));
    List<String> lines = new ArrayList<>(table.lines());
    String shared = cells.isEmpty() ? "" : axes.shared(cells.get(0).axes());
    if (!shared.isEmpty()) {
      lines.add("all of these: " + shared);
    }
    return lines;
  }

  private static List<Column> columns(VaryingAxes axes) {
    List<Column> columns = new ArrayList<>(List.of(Column.text("model"), Column.text("variant")));
    if (!axes.isEmpty()) {
      columns.add(Column.text("setting"));
    }
    columns.addAll(
        List.of(
            Column.text("device"),
            Column.text("state"),
            Column.number("trials"),
            Column.number("invalid"),
            Column.number("latency"),
            Column.number("net energy"),
            Column.text("reason")));
    return columns;
  }

  private static List<String> row(CellView cell, VaryingAxes axes) {
    List<String> row = new ArrayList<>(List.of(cell.model(), cell.variant()));
    if (!axes.isEmpty()) {
      row.add(axes.label(cell.axes()));
    }
    row.addAll(
        List.of(
            cell.device(),
            cell.state(),
            String.valueOf(cell.trialsValid()),
            String.valueOf(cell.trialsInvalid()),
            Figures.withHalfWidth(
                Figures.seconds(cell.latencySeconds()), cell.latencyHalfWidthRatio()),
            Figures.withHalfWidth(
                Figures.joules(cell.netEnergyPerInferenceJoules()), cell.netEnergyHalfWidthRatio()),
            cell.state().equals("converged") ? "" : cell.reason()));
    return row;
  }

  private static String labels(DeviceView device) {
    return device.labels().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(","));
  }

  /** A wall clock for people; - for none. */
  static String time(long epochMs) {
    return epochMs == 0 ? "-" : TIME.format(Instant.ofEpochMilli(epochMs));
  }
}
