package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.interval.SystematicLimits;
import dev.hamlet.common.statistics.interval.TotalInterval;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.ExternalReading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The entry {@code external_meter} of a cell whose device has one; other cells lack the name. */
final class ExternalMeterJson {

  private static final double LEVEL = 0.95;

  private ExternalMeterJson() {}

  static void add(ObjectNode cellNode, List<ExternalReading> readings, CellFigures cell) {
    Set<Integer> valid =
        cell.trials().stream()
            .filter(trial -> trial.status() == TrialStatus.VALID)
            .map(trial -> trial.trialNumber())
            .collect(Collectors.toSet());
    Map<String, List<ExternalReading>> byMeter =
        readings.stream()
            .filter(reading -> reading.cellId().equals(cell.cell().cellId()))
            .filter(reading -> valid.contains(reading.trialNumber()))
            .collect(
                Collectors.groupingBy(ExternalReading::meter, TreeMap::new, Collectors.toList()));
    if (!byMeter.isEmpty()) {
      ArrayNode meters = cellNode.putArray("external_meter");
      byMeter.forEach((meter, ofMeter) -> meter(meters.addObject(), meter, ofMeter));
    }
  }

  private static void meter(ObjectNode node, String meter, List<ExternalReading> readings) {
    List<ExternalMeterFigures> figures =
        readings.stream()
            .map(ExternalReading::figures)
            .filter(ExternalMeterFigures::measured)
            .toList();
    node.put("device", meter);
    node.put("simulated", readings.get(0).simulated());
    ArrayNode rails = node.putArray("rails");
    readings.get(0).figures().rails().forEach(rails::add);
    node.put("trials", figures.size());
    node.put("trials_without_figures", readings.size() - figures.size());
    figures(node, figures);
    ArrayNode trials = node.putArray("readings");
    readings.forEach(reading -> trial(trials.addObject(), reading));
  }

  private static void figures(ObjectNode node, List<ExternalMeterFigures> figures) {
    ToDoubleFunction<ExternalMeterFigures> limit = one -> one.clockLimitJoules() / one.inferences();
    figure(
        node,
        "net_energy_per_inference_joules",
        figures,
        one -> one.netJoules() / one.inferences(),
        limit);
    figure(
        node,
        "gross_energy_per_inference_joules",
        figures,
        one -> one.grossJoules() / one.inferences(),
        limit);
    figure(
        node,
        "ratio_to_board",
        figures,
        ExternalMeterFigures::ratio,
        one -> one.clockLimitJoules() / Math.abs(one.onBoardNetJoules()));
    Json.number(
        node, "clock_bound_seconds", greatest(figures, ExternalMeterFigures::clockBoundSeconds));
    Json.number(node, "clock_limit_joules_per_inference", greatest(figures, limit));
  }

  /** Mean and interval of the trials, and the total with the greatest clock limit. */
  private static void figure(
      ObjectNode node,
      String name,
      List<ExternalMeterFigures> figures,
      ToDoubleFunction<ExternalMeterFigures> value,
      ToDoubleFunction<ExternalMeterFigures> limit) {
    Estimate estimate = Estimate.of(figures.stream().mapToDouble(value).toArray(), LEVEL);
    Json.estimate(node, name, estimate);
    double clockLimit = greatest(figures, limit);
    List<Double> limits = Double.isFinite(clockLimit) ? List.of(clockLimit) : List.of();
    TotalInterval total =
        TotalInterval.of(estimate, LEVEL, new SystematicLimits(List.of(), limits));
    if (node.get(name) instanceof ObjectNode child) {
      ObjectNode both = child.putObject("total");
      Json.number(both, "ci_low", total.low());
      Json.number(both, "ci_high", total.high());
    }
  }

  private static void trial(ObjectNode node, ExternalReading reading) {
    ExternalMeterFigures figures = reading.figures();
    node.put("trial_number", reading.trialNumber());
    Json.number(node, "net_energy_joules", figures.netJoules());
    Json.number(node, "gross_energy_joules", figures.grossJoules());
    Json.number(node, "ratio_to_board", figures.ratio());
    Json.number(node, "clock_bound_seconds", figures.clockBoundSeconds());
    Json.number(node, "clock_limit_joules", figures.clockLimitJoules());
    node.put("reason", figures.reason());
  }

  private static double greatest(
      List<ExternalMeterFigures> figures, ToDoubleFunction<ExternalMeterFigures> value) {
    return figures.stream().mapToDouble(value).max().orElse(Double.NaN);
  }
}
