package dev.hamlet.coordinator.export;

import dev.hamlet.common.metrics.Exposition;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.export.catalogue.ExperimentMetrics;
import dev.hamlet.coordinator.export.view.ExperimentView;
import dev.hamlet.coordinator.export.view.FleetView;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

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
    for (ExperimentState state : ExperimentState.values()) {
      long count = experiments.stream().filter(one -> one.state().equals(state.word())).count();
      out.put(ExperimentMetrics.EXPERIMENTS, count, state.word());
    }
    out.put(ExperimentMetrics.QUEUE, queue(experiments));
    experiments.forEach(experiment -> progress(out, experiment));
    experiments.forEach(experiment -> ResultFigures.write(out, experiment));
    return out.snapshots();
  }

  private static long queue(List<ExperimentView> experiments) {
    return experiments.stream()
        .filter(experiment -> experiment.state().equals(ExperimentState.RUNNING.word()))
        .mapToLong(ExperimentView::waiting)
        .sum();
  }

  private static void progress(Exposition out, ExperimentView experiment) {
    String id = experiment.experiment();
    out.put(
        ExperimentMetrics.INFO, 1, id, experiment.name(), experiment.owner(), experiment.state());
    long planned = experiment.cellsByState().values().stream().mapToLong(Long::longValue).sum();
    out.put(ExperimentMetrics.CELLS_PLANNED, planned, id);
    experiment
        .cellsByState()
        .forEach((state, count) -> out.put(ExperimentMetrics.CELLS, count, id, state));
    experiment
        .trialsByResult()
        .forEach((result, count) -> out.put(ExperimentMetrics.TRIALS, count, id, result));
    experiment
        .attemptsByResult()
        .forEach((result, count) -> out.put(ExperimentMetrics.ATTEMPTS, count, id, result));
    experiment
        .cellSeconds()
        .forEach(
            (result, seconds) -> out.put(ExperimentMetrics.CELL_DURATION, seconds, id, result));
    out.put(ExperimentMetrics.ETA, experiment.etaSeconds(), id);
    out.put(ExperimentMetrics.LAST_PROGRESS, experiment.progressEpochSeconds(), id);
    out.put(ExperimentMetrics.HIDDEN, experiment.hiddenCells(), id);
  }
}
