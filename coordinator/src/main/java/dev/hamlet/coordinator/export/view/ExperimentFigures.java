package dev.hamlet.coordinator.export.view;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.coordinator.cell.progress.CellSnapshot;
import dev.hamlet.coordinator.cell.progress.ExperimentCounts;
import dev.hamlet.coordinator.cell.progress.ExperimentSnapshot;
import dev.hamlet.coordinator.export.view.ExperimentView.CellKey;
import dev.hamlet.coordinator.export.view.ExperimentView.CellView;
import dev.hamlet.coordinator.export.view.ExperimentView.Figure;
import dev.hamlet.coordinator.export.view.ExperimentView.IdleView;
import dev.hamlet.coordinator.export.view.ExperimentView.VariantView;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.result.TypicalFigures;
import dev.hamlet.coordinator.store.EvaluationRecord;
import dev.hamlet.coordinator.store.VariantRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts what is known of one experiment into the exporter's words; pure. The budget of an experiment
 * is {@value #SERIES} series: {@value #CELLS} cells of 11 series, {@value #IDLE} idle powers,
 * {@value #VARIANTS} variants of 3 and some of its own. What is beyond it is counted, not shown;
 * the first in the order of planning stay, so that a series never changes its cell.
 */
public final class ExperimentFigures {

  /** Series that one experiment has at most. */
  public static final int SERIES = 2_000;

  static final int CELLS = 140;
  static final int IDLE = 60;
  static final int VARIANTS = 80;

  private ExperimentFigures() {}

  static ExperimentView of(
      ExperimentSnapshot snapshot,
      List<VariantRecord> variants,
      List<EvaluationRecord> evaluations,
      Set<String> twins) {
    List<CellSnapshot> measured =
        snapshot.cells().stream().filter(cell -> cell.summary().trials() > 0).toList();
    CellKeys keys = new CellKeys(twins);
    ExperimentCounts counts = snapshot.counts();
    return new ExperimentView(
        snapshot.experiment().id(),
        snapshot.experiment().name(),
        snapshot.experiment().owner(),
        snapshot.experiment().state().word(),
        cellsByState(snapshot.cells()),
        trialsByResult(counts.trials()),
        words(counts.attempts()),
        words(counts.cellDurations()),
        snapshot.etaMs() == 0 ? Double.NaN : snapshot.etaMs() / 1e3,
        counts.progressEpochMs() == 0 ? Double.NaN : counts.progressEpochMs() / 1e3,
        measured.stream().limit(CELLS).map(cell -> cell(keys.of(cell), cell.summary())).toList(),
        Math.max(0, measured.size() - CELLS),
        idle(measured, twins),
        variants(snapshot.cells(), variants, evaluations));
  }

  private static <K extends Enum<K>, V> Map<String, V> words(Map<K, V> byState) {
    Map<String, V> byWord = new TreeMap<>();
    byState.forEach((state, value) -> byWord.put(state.name().toLowerCase(Locale.ROOT), value));
    return byWord;
  }

  private static Map<String, Long> cellsByState(List<CellSnapshot> cells) {
    return cells.stream()
        .collect(Collectors.groupingBy(CellSnapshot::state, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> trialsByResult(Map<TrialStatus, Long> trials) {
    return Map.of(
        "valid", trials.getOrDefault(TrialStatus.VALID, 0L),
        "invalid", trials.getOrDefault(TrialStatus.INVALID, 0L),
        "failed", trials.getOrDefault(TrialStatus.FAILED, 0L));
  }

  private static CellView cell(CellKey key, CellSummary summary) {
    TypicalFigures typical = summary.typical();
    return new CellView(
        key,
        figure(
            summary.netEnergyPerInferenceJoules(),
            typical.medianNetEnergyPerInferenceJoules(),
            Double.NaN),
        figure(
            summary.latencySeconds(), typical.medianLatencySeconds(), typical.p95LatencySeconds()),
        summary.trials(),
        typical.inferences());
  }

  private static Figure figure(Estimate estimate, double median, double p95) {
    return new Figure(estimate.mean(), estimate.ciLow(), estimate.ciHigh(), median, p95);
  }

  private static List<IdleView> idle(List<CellSnapshot> measured, Set<String> twins) {
    record Place(String device, String powerMode) {}
    Map<Place, double[]> sums = new LinkedHashMap<>();
    for (CellSnapshot cell : measured) {
      var group = cell.plan().group();
      double[] sum =
          sums.computeIfAbsent(
              new Place(group.device(), group.powerMode()), place -> new double[2]);
      sum[0] += cell.summary().idlePowerWatts().mean() * cell.summary().trials();
      sum[1] += cell.summary().trials();
    }
    List<IdleView> idle = new ArrayList<>();
    sums.forEach(
        (place, sum) ->
            idle.add(
                new IdleView(
                    place.device(),
                    place.powerMode(),
                    twins.contains(place.device()),
                    sum[0] / sum[1])));
    return idle.subList(0, Math.min(IDLE, idle.size()));
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
            variant ->
                runtimes.stream().sorted().map(runtime -> variant(variant, runtime, evaluations)))
        .limit(VARIANTS)
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
