package dev.hamlet.coordinator.export;

import dev.hamlet.common.metrics.Exposition;
import dev.hamlet.common.metrics.Metric;
import dev.hamlet.coordinator.export.catalogue.ResultMetrics;
import dev.hamlet.coordinator.export.view.ExperimentView;
import dev.hamlet.coordinator.export.view.ExperimentView.CellKey;
import dev.hamlet.coordinator.export.view.ExperimentView.CellView;
import dev.hamlet.coordinator.export.view.ExperimentView.Figure;
import dev.hamlet.coordinator.export.view.ExperimentView.IdleView;
import dev.hamlet.coordinator.export.view.ExperimentView.VariantView;
import java.util.ArrayList;
import java.util.List;

/** What an experiment measured. */
final class ResultFigures {

  private ResultFigures() {}

  static void write(Exposition out, ExperimentView experiment) {
    String id = experiment.experiment();
    experiment.cells().forEach(cell -> cell(out, id, cell));
    experiment.idle().forEach(idle -> idle(out, id, idle));
    experiment.models().forEach(variant -> variant(out, id, variant));
  }

  private static void cell(Exposition out, String experiment, CellView cell) {
    figure(out, ResultMetrics.NET_ENERGY, cell.netEnergyPerInference(), experiment, cell.key());
    figure(out, ResultMetrics.LATENCY, cell.latency(), experiment, cell.key());
    out.put(ResultMetrics.TRIALS, cell.trials(), labels(experiment, cell.key()));
    out.put(ResultMetrics.INFERENCES, cell.inferences(), labels(experiment, cell.key()));
  }

  private static void figure(
      Exposition out, Metric metric, Figure figure, String experiment, CellKey key) {
    out.put(metric, figure.mean(), labels(experiment, key, "mean"));
    out.put(metric, figure.median(), labels(experiment, key, "median"));
    out.put(metric, figure.p95(), labels(experiment, key, "p95"));
    out.put(metric, figure.ciLow(), labels(experiment, key, "ci_low"));
    out.put(metric, figure.ciHigh(), labels(experiment, key, "ci_high"));
  }

  private static String[] labels(String experiment, CellKey key, String... more) {
    List<String> labels =
        new ArrayList<>(
            List.of(
                experiment,
                key.device(),
                key.model(),
                key.variant(),
                key.runtime(),
                Integer.toString(key.threads()),
                key.powerMode(),
                key.options(),
                Boolean.toString(key.simulated())));
    labels.addAll(List.of(more));
    return labels.toArray(String[]::new);
  }

  private static void idle(Exposition out, String experiment, IdleView idle) {
    out.put(
        ResultMetrics.IDLE_POWER,
        idle.watts(),
        experiment,
        idle.device(),
        idle.powerMode(),
        Boolean.toString(idle.simulated()));
  }

  private static void variant(Exposition out, String experiment, VariantView variant) {
    String model = variant.model();
    String name = variant.variant();
    String runtime = variant.runtime();
    out.put(ResultMetrics.MODEL_SIZE, variant.fileBytes(), experiment, model, name);
    out.put(ResultMetrics.ACCURACY, variant.accuracyRatio(), experiment, model, name, runtime);
    out.put(ResultMetrics.F1, variant.f1MacroRatio(), experiment, model, name, runtime);
  }
}
