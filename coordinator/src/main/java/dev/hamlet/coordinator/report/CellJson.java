package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.SamplingTotals;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.CellOrigin;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.EvaluationRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries of {@code cells} and {@code groups}. */
final class CellJson {

  private CellJson() {}

  static void cell(ObjectNode node, CellFigures figures, Baselines baselines) {
    node.put("cell_id", figures.cell().cellId());
    node.put("device", figures.cell().plan().group().device());
    axes(node, figures);
    origin(node, figures.cell());
    ObjectNode verdict = node.putObject("verdict");
    verdict.put("state", figures.state());
    verdict.put("reason", figures.reason());
    CellSummary summary = figures.summary();
    CellFlags.json(node.putArray("flags"), CellFlags.of(figures));
    figures(node, summary);
    RetryJson.add(node, figures);
    UncertaintyJson.sensor(node, figures, summary);
    DistributionJson.add(node, figures);
    RatioJson.cell(node, figures, baselines);
    accuracy(node, figures.evaluation().stream().toList());
    sizes(node, figures);
    sensor(node.putObject("sensor"), List.of(figures), summary.sampling());
    node.put("logs", logs(figures.cell(), summary));
  }

  /** How to see what was logged when trials of a cell could not run; null if all could. */
  private static @Nullable String logs(CellRecord cell, CellSummary summary) {
    return summary.trialsFailed() == 0
        ? null
        : "hamlet logs %s --cell %s".formatted(cell.plan().group().experimentId(), cell.cellId());
  }

  /** What makes the cell the cell it is, and whose trials its figures are. */
  private static void origin(ObjectNode node, CellRecord cell) {
    node.put("identity", cell.plan().identity().isEmpty() ? null : cell.plan().identity());
    CellOrigin origin = cell.origin();
    node.put(
        "measured_in",
        origin.isReused() ? origin.reusedFrom() : cell.plan().group().experimentId());
    node.put("reused_cell_id", origin.isReused() ? origin.reusedCell() : null);
    node.put("dropped", origin.dropped());
  }

  /** Cells that differ in their device only: their trials, all together. */
  static void group(ObjectNode node, List<CellFigures> cells, Baselines baselines) {
    CellFigures first = cells.get(0);
    axes(node, first);
    ArrayNode devices = node.putArray("devices");
    cells.forEach(cell -> devices.add(cell.cell().plan().group().device()));
    ArrayNode verdicts = node.putArray("verdicts");
    cells.forEach(cell -> verdicts.add(cell.state()));
    List<TrialResult> trials = cells.stream().flatMap(cell -> cell.trials().stream()).toList();
    CellSummary summary = CellSummary.pooled(trials, first.policy());
    CellFlags.json(node.putArray("flags"), CellFlags.pooled(cells));
    figures(node, summary);
    double level = first.policy().level();
    UncertaintyJson.pooled(node, cells, summary, level);
    UncertaintyJson.boards(node, cells, level);
    RatioJson.group(node, cells, baselines, level);
    accuracy(
        node,
        cells.stream().map(CellFigures::evaluation).flatMap(Optional::stream).distinct().toList());
    sizes(node, first);
    sensor(node.putObject("sensor"), cells, summary.sampling());
  }

  private static void axes(ObjectNode node, CellFigures figures) {
    PlannedCell plan = figures.cell().plan();
    node.put("model", plan.spec().model());
    node.put("variant", plan.spec().variant());
    node.put("compression", figures.variant().map(it -> it.compression()).orElse(null));
    node.put("runtime", plan.spec().runtime());
    node.put("threads", plan.spec().threads());
    node.put("power_mode", plan.group().powerMode());
    node.put("input_index", plan.spec().inputIndex());
    node.put("cores", plan.spec().cores().isEmpty() ? null : plan.spec().cores());
    ObjectNode options = node.putObject("options");
    plan.spec().options().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(option -> options.put(option.getKey(), option.getValue()));
    node.put("energy_rails", plan.energyRails());
    ArrayNode rails = node.putArray("rails");
    plan.rails().forEach(rails::add);
    node.put("artifact", plan.spec().artifact());
  }

  private static void figures(ObjectNode node, CellSummary summary) {
    node.put("trials", summary.trials());
    node.put("trials_invalid", summary.trialsInvalid());
    node.put("trials_invalid_ratio", summary.invalidShare());
    node.put("trials_failed", summary.trialsFailed());
    Json.estimate(node, "latency_seconds", summary.latencySeconds());
    Json.estimate(node, "net_energy_per_inference_joules", summary.netEnergyPerInferenceJoules());
    Json.estimate(
        node, "gross_energy_per_inference_joules", summary.grossEnergyPerInferenceJoules());
    Json.number(node, "idle_power_watts", summary.idlePowerWatts().mean());
  }

  /** Means over the devices that evaluated; they differ where their arithmetic does. */
  private static void accuracy(ObjectNode node, List<EvaluationRecord> evaluations) {
    Json.number(node, "accuracy", mean(evaluations, EvaluationRecord::accuracy));
    Json.number(node, "precision_macro", mean(evaluations, EvaluationRecord::precisionMacro));
    Json.number(node, "recall_macro", mean(evaluations, EvaluationRecord::recallMacro));
    Json.number(node, "f1_macro", mean(evaluations, EvaluationRecord::f1Macro));
    node.put("inputs_evaluated", evaluations.stream().mapToLong(it -> it.inputs()).max().orElse(0));
  }

  private static double mean(
      List<EvaluationRecord> evaluations, ToDoubleFunction<EvaluationRecord> ratio) {
    return evaluations.stream().mapToDouble(ratio).average().orElse(Double.NaN);
  }

  private static void sizes(ObjectNode node, CellFigures figures) {
    node.put("parameters", figures.variant().map(it -> it.parameters()).orElse(null));
    node.put(
        "multiply_accumulates", figures.variant().map(it -> it.multiplyAccumulates()).orElse(null));
    ObjectNode sizes = node.putObject("size_bytes");
    sizes.put("file", figures.variant().map(it -> it.fileBytes()).orElse(null));
    sizes.put("compressed", figures.variant().map(it -> it.compressedBytes()).orElse(null));
  }

  private static void sensor(ObjectNode node, List<CellFigures> cells, SamplingTotals totals) {
    List<SensorGroup> groups = cells.stream().flatMap(cell -> cell.sensors().stream()).toList();
    String kinds =
        groups.stream().map(SensorGroup::kind).distinct().sorted().collect(Collectors.joining("+"));
    node.put("kind", kinds.isEmpty() ? null : kinds);
    node.put("simulated", cells.stream().anyMatch(CellFigures::simulated));
    Json.number(node, "nominal_rate_hz", slowest(groups, SensorGroup::nominalRateHz));
    Json.number(node, "achieved_rate_hz", totals.achievedRateHz());
    Json.number(node, "refresh_rate_hz", slowest(groups, SensorGroup::refreshRateHz));
    node.put("samples_taken", totals.samplesTaken());
    node.put("samples_missed", totals.samplesMissed());
    Json.number(node, "longest_gap_seconds", totals.longestGapSeconds());
    List<SensorSettings> settings =
        cells.stream().flatMap(cell -> cell.settings().stream()).distinct().toList();
    if (settings.size() == 1) {
      node.put("settings_sha256", settings.get(0).sha256());
      ArrayNode lines = node.putArray("settings");
      settings.get(0).lines().forEach(lines::add);
    } else {
      node.putNull("settings_sha256");
      node.putNull("settings");
    }
  }

  private static double slowest(List<SensorGroup> groups, ToDoubleFunction<SensorGroup> rateHz) {
    return groups.stream().mapToDouble(rateHz).min().orElse(Double.NaN);
  }
}
