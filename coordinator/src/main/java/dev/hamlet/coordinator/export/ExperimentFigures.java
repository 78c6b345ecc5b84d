package dev.hamlet.coordinator.export;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.coordinator.cell.progress.CellSnapshot;
import dev.hamlet.coordinator.cell.progress.ExperimentSnapshot;
import dev.hamlet.coordinator.export.ExperimentView.CellView;
import dev.hamlet.coordinator.export.ExperimentView.Figure;
import dev.hamlet.coordinator.export.ExperimentView.VariantView;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Puts what is known of one experiment into the exporter's words; pure. */
final class ExperimentFigures {

  private ExperimentFigures() {}

  static ExperimentView of(
      ExperimentSnapshot snapshot,
      List<VariantRecord> variants,
      List<EvaluationRecord> evaluations,
      Set<String> twins) {
    return new ExperimentView(
        snapshot.experiment().id(),
        snapshot.experiment().state().word(),
        cellsByState(snapshot.cells()),
        trialsByResult(snapshot.cells()),
        snapshot.etaMs() == 0 ? Double.NaN : snapshot.etaMs() / 1e3,
        snapshot.cells().stream().map(cell -> cell(cell, twins)).toList(),
        variants(snapshot.cells(), variants, evaluations));
  }

  private static Map<String, Long> cellsByState(List<CellSnapshot> cells) {
    return cells.stream()
        .collect(Collectors.groupingBy(CellSnapshot::state, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> trialsByResult(List<CellSnapshot> cells) {
    return Map.of(
        "valid", sum(cells, cell -> cell.summary().trials()),
        "invalid", sum(cells, cell -> cell.summary().trialsInvalid()),
        "failed", sum(cells, cell -> cell.summary().trialsFailed()));
  }

  private static long sum(List<CellSnapshot> cells, ToIntFunction<CellSnapshot> count) {
    return cells.stream().mapToInt(count).sum();
  }

  private static CellView cell(CellSnapshot cell, Set<String> twins) {
    String device = cell.plan().group().device();
    return new CellView(
        cell.plan().spec().cellId(),
        device,
        cell.plan().spec().model(),
        cell.plan().spec().variant(),
        cell.plan().spec().runtime(),
        cell.plan().spec().threads(),
        cell.plan().spec().cores(),
        cell.plan().group().powerMode(),
        twins.contains(device),
        figure(cell.summary().netEnergyPerInferenceJoules()),
        figure(cell.summary().latencySeconds()),
        cell.summary().idlePowerWatts().mean(),
        cell.summary().trials());
  }

  private static Figure figure(Estimate estimate) {
    return new Figure(estimate.mean(), estimate.ciLow(), estimate.ciHigh());
  }

  /**
   * One row per variant and runtime that a cell uses; figures of the first evaluation that
   * succeeded.
   */
  private static List<VariantView> variants(
      List<CellSnapshot> cells, List<VariantRecord> variants, List<EvaluationRecord> evaluations) {
    Set<String> runtimes =
        cells.stream().map(cell -> cell.plan().spec().runtime()).collect(Collectors.toSet());
    return variants.stream()
        .flatMap(
            variant -> runtimes.stream().map(runtime -> variant(variant, runtime, evaluations)))
        .toList();
  }

  private static VariantView variant(
      VariantRecord variant, String runtime, List<EvaluationRecord> evaluations) {
    EvaluationRecord found =
        evaluations.stream()
            .filter(EvaluationRecord::succeeded)
            .filter(e -> e.artifact().equals(variant.artifact()) && e.runtime().equals(runtime))
            .findFirst()
            .orElse(null);
    return new VariantView(
        variant.model(),
        variant.variant(),
        runtime,
        variant.fileBytes(),
        found == null ? Double.NaN : found.accuracy(),
        found == null ? Double.NaN : found.f1Macro());
  }
}
