package dev.hamlet.coordinator.export;

import dev.hamlet.coordinator.export.ExperimentView.CellView;
import dev.hamlet.coordinator.export.ExperimentView.Figure;
import dev.hamlet.coordinator.export.ExperimentView.VariantView;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Turns what the coordinator knows of experiments and their results into metrics, afresh at every
 * scrape.
 */
final class ExperimentCollector implements MultiCollector {

  private final FleetView view;

  ExperimentCollector(FleetView view) {
    this.view = view;
  }

  @Override
  public MetricSnapshots collect() {
    Exposition out = new Exposition();
    List<ExperimentView> experiments = view.experiments();
    TreeMap<String, Integer> byState = new TreeMap<>();
    experiments.forEach(experiment -> byState.merge(experiment.state(), 1, Integer::sum));
    byState.forEach((state, count) -> out.put(MetricNames.EXPERIMENTS, count, state));
    experiments.forEach(experiment -> experiment(out, experiment));
    return out.snapshots();
  }

  private static void experiment(Exposition out, ExperimentView experiment) {
    String id = experiment.experiment();
    long planned = experiment.cellsByState().values().stream().mapToLong(Long::longValue).sum();
    out.put(MetricNames.EXPERIMENT_CELLS_PLANNED, planned, id);
    experiment
        .cellsByState()
        .forEach((state, count) -> out.put(MetricNames.EXPERIMENT_CELLS, count, id, state));
    experiment
        .trialsByResult()
        .forEach((result, count) -> out.put(MetricNames.EXPERIMENT_TRIALS, count, id, result));
    out.put(MetricNames.EXPERIMENT_ETA, experiment.etaSeconds(), id);
    experiment.cells().forEach(cell -> cell(out, id, cell));
    experiment.models().forEach(model -> model(out, id, model));
  }

  private static void cell(Exposition out, String experiment, CellView cell) {
    figure(out, MetricNames.RESULT_NET_ENERGY, cell.netEnergyPerInference(), experiment, cell);
    figure(out, MetricNames.RESULT_LATENCY, cell.latency(), experiment, cell);
    out.put(MetricNames.RESULT_IDLE_POWER, cell.idlePowerWatts(), labels(experiment, cell));
    out.put(MetricNames.RESULT_TRIALS, cell.trials(), labels(experiment, cell));
  }

  private static void figure(
      Exposition out, Metric metric, Figure figure, String experiment, CellView cell) {
    out.put(metric, figure.mean(), labels(experiment, cell, "mean"));
    out.put(metric, figure.ciLow(), labels(experiment, cell, "ci_low"));
    out.put(metric, figure.ciHigh(), labels(experiment, cell, "ci_high"));
  }

  private static String[] labels(String experiment, CellView cell, String... more) {
    List<String> labels =
        new ArrayList<>(
            List.of(
                experiment,
                cell.device(),
                cell.model(),
                cell.variant(),
                cell.runtime(),
                Integer.toString(cell.threads()),
                cell.cores(),
                cell.powerMode(),
                Boolean.toString(cell.simulated()),
                cell.cellId()));
    labels.addAll(List.of(more));
    return labels.toArray(String[]::new);
  }

  private static void model(Exposition out, String experiment, VariantView model) {
    out.put(
        MetricNames.RESULT_MODEL_SIZE,
        model.fileBytes(),
        experiment,
        model.model(),
        model.variant());
    out.put(
        MetricNames.RESULT_ACCURACY,
        model.accuracyRatio(),
        experiment,
        model.model(),
        model.variant(),
        model.runtime());
    out.put(
        MetricNames.RESULT_F1,
        model.f1MacroRatio(),
        experiment,
        model.model(),
        model.variant(),
        model.runtime());
  }
}
