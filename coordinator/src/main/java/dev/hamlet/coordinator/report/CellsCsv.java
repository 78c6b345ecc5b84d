package dev.hamlet.coordinator.report;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code cells.csv}: one row per cell. */
public final class CellsCsv {

  private record Row(CellFigures cell, CellSummary summary) {
    CellSpec spec() {
      return cell.cell().plan().spec();
    }
  }

  private CellsCsv() {}

  /** The table as text, UTF-8 when written. */
  public static String build(ResultsData data) {
    List<Row> rows = data.figures().stream().map(cell -> new Row(cell, cell.summary())).toList();
    CsvTable<Row> table = new CsvTable<>();
    identity(table, data.experiment().id());
    estimate(table, "latency", "seconds", CellSummary::latencySeconds);
    estimate(table, "net_energy_per_inference", "joules", CellSummary::netEnergyPerInferenceJoules);
    estimate(
        table, "gross_energy_per_inference", "joules", CellSummary::grossEnergyPerInferenceJoules);
    table.column("idle_power_watts", row -> row.summary().idlePowerWatts().mean());
    quality(table);
    sensor(table);
    table.column("flags", row -> flags(row.cell()));
    origin(table);
    OptionColumns.add(table, data.cells(), row -> row.spec().options());
    return table.write(rows);
  }

  private static void origin(CsvTable<Row> table) {
    table
        .column("identity", row -> row.cell().cell().plan().identity())
        .column("measured_in", row -> row.cell().measuredIn())
        .column("dropped", row -> row.cell().cell().origin().dropped())
        .column("trials_set_aside", row -> row.cell().setAside().size());
  }

  private static void identity(CsvTable<Row> table, String experimentId) {
    table
        .column("experiment_id", row -> experimentId)
        .column("cell_id", row -> row.spec().cellId())
        .column("model", row -> row.spec().model())
        .column("variant", row -> row.spec().variant())
        .column("compression", variant(VariantRecord::compression))
        .column("device", row -> row.cell().cell().plan().group().device())
        .column("runtime", row -> row.spec().runtime())
        .column("threads", row -> row.spec().threads())
        .column("cores", row -> row.spec().cores())
        .column("power_mode", row -> row.cell().cell().plan().group().powerMode())
        .column("input_index", row -> row.spec().inputIndex())
        .column("energy_rails", row -> row.cell().cell().plan().energyRails())
        .column("simulated", row -> row.cell().simulated())
        .column("verdict", row -> row.cell().state())
        .column("verdict_reason", row -> row.cell().reason())
        .column("trials", row -> row.summary().trials())
        .column("trials_invalid", row -> row.summary().trialsInvalid())
        .column("trials_failed", row -> row.summary().trialsFailed());
  }

  private static String flags(CellFigures cell) {
    return CellFlags.of(cell).stream()
        .map(flag -> flag.kind().word())
        .collect(Collectors.joining(";"));
  }

  private static void estimate(
      CsvTable<Row> table, String name, String unit, Function<CellSummary, Estimate> figure) {
    table
        .column(name + "_mean_" + unit, row -> figure.apply(row.summary()).mean())
        .column(name + "_std_" + unit, row -> figure.apply(row.summary()).std())
        .column(name + "_ci_low_" + unit, row -> figure.apply(row.summary()).ciLow())
        .column(name + "_ci_high_" + unit, row -> figure.apply(row.summary()).ciHigh());
  }

  private static void quality(CsvTable<Row> table) {
    table
        .column("accuracy", evaluation(EvaluationRecord::accuracy))
        .column("precision_macro", evaluation(EvaluationRecord::precisionMacro))
        .column("recall_macro", evaluation(EvaluationRecord::recallMacro))
        .column("f1_macro", evaluation(EvaluationRecord::f1Macro))
        .column("inputs_evaluated", evaluation(EvaluationRecord::inputs))
        .column("parameters", variant(VariantRecord::parameters))
        .column("multiply_accumulates", variant(VariantRecord::multiplyAccumulates))
        .column("file_size_bytes", variant(VariantRecord::fileBytes))
        .column("compressed_size_bytes", variant(VariantRecord::compressedBytes));
  }

  private static void sensor(CsvTable<Row> table) {
    table
        .column("samples_taken", row -> row.summary().sampling().samplesTaken())
        .column("samples_missed", row -> row.summary().sampling().samplesMissed())
        .column("achieved_rate_hz", row -> row.summary().sampling().achievedRateHz());
  }

  private static Function<Row, @Nullable Object> variant(Function<VariantRecord, Object> fact) {
    return row -> row.cell().variant().map(fact).orElse(null);
  }

  private static Function<Row, @Nullable Object> evaluation(
      Function<EvaluationRecord, Object> ratio) {
    return row -> row.cell().evaluation().map(ratio).orElse(null);
  }
}
