package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.compare.BoardComponent;
import dev.hamlet.common.statistics.interval.SystematicLimits;
import dev.hamlet.common.statistics.interval.TotalInterval;
import dev.hamlet.coordinator.comparison.BoardSpread;
import dev.hamlet.coordinator.comparison.Figure;
import dev.hamlet.coordinator.comparison.PooledErrors;
import dev.hamlet.coordinator.comparison.SensorErrors;
import dev.hamlet.coordinator.result.CellSummary;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a figure may be wrong by beyond the spread of its trials. */
final class UncertaintyJson {

  private UncertaintyJson() {}

  /** Adds to the energies of one cell what its sensor may be wrong by for good. */
  static void sensor(ObjectNode node, CellFigures cell, CellSummary summary) {
    Optional<SensorErrors> errors = SensorErrors.of(cell.sensors(), cell.cell().plan().rails());
    double level = cell.policy().level();
    Systematic net = new Systematic(errors, 0, level);
    net.add(node, "net_energy_per_inference_joules", summary.netEnergyPerInferenceJoules());
    Systematic gross = new Systematic(errors, windowPerInference(cell.trials()), level);
    gross.add(node, "gross_energy_per_inference_joules", summary.grossEnergyPerInferenceJoules());
    Json.estimate(node, "idle_power_interval_watts", summary.idlePowerWatts());
    new Systematic(errors, 1, level)
        .add(node, "idle_power_interval_watts", summary.idlePowerWatts());
  }

  /** Adds to the energies of a group what its boards' sensors may be wrong by, each by itself. */
  static void pooled(ObjectNode node, List<CellFigures> cells, CellSummary summary, double level) {
    pooled(
        node,
        "net_energy_per_inference_joules",
        summary.netEnergyPerInferenceJoules(),
        PooledErrors.limits(
            shares(cells, it -> it.summary().netEnergyPerInferenceJoules(), it -> 0)),
        level);
    pooled(
        node,
        "gross_energy_per_inference_joules",
        summary.grossEnergyPerInferenceJoules(),
        PooledErrors.limits(
            shares(
                cells,
                it -> it.summary().grossEnergyPerInferenceJoules(),
                it -> windowPerInference(it.trials()))),
        level);
  }

  private static List<PooledErrors.Share> shares(
      List<CellFigures> cells,
      Function<CellFigures, Estimate> figure,
      ToDoubleFunction<CellFigures> offsetSeconds) {
    return cells.stream()
        .map(
            cell ->
                new PooledErrors.Share(
                    SensorErrors.of(cell.sensors(), cell.cell().plan().rails()),
                    cell.summary().trials(),
                    figure.apply(cell).mean(),
                    offsetSeconds.applyAsDouble(cell)))
        .toList();
  }

  private static void pooled(
      ObjectNode parent,
      String name,
      Estimate estimate,
      Optional<SystematicLimits> limits,
      double level) {
    ObjectNode node = (ObjectNode) parent.get(name);
    if (limits.isEmpty()) {
      node.putNull("systematic");
      node.putNull("total");
    } else {
      TotalInterval total = TotalInterval.of(estimate, level, limits.get());
      Json.number(node.putObject("systematic"), "half_width", total.systematicHalfWidth());
      total(node.putObject("total"), total);
    }
  }

  private static void total(ObjectNode node, TotalInterval total) {
    Json.number(node, "ci_low", total.low());
    Json.number(node, "ci_high", total.high());
  }

  /** How much the boards of a group differ; null where it has only one. */
  static void boards(ObjectNode parent, List<CellFigures> cells, double level) {
    if (cells.size() < 2) {
      parent.putNull("between_boards");
      return;
    }
    List<List<TrialResult>> trials = cells.stream().map(CellFigures::trials).toList();
    ObjectNode node = parent.putObject("between_boards");
    board(node.putObject("latency_seconds"), BoardSpread.of(Figure.LATENCY, trials, level));
    board(
        node.putObject("net_energy_per_inference_joules"),
        BoardSpread.of(Figure.NET_ENERGY, trials, level));
    board(
        node.putObject("gross_energy_per_inference_joules"),
        BoardSpread.of(Figure.GROSS_ENERGY, trials, level));
  }

  private static void board(ObjectNode node, BoardComponent boards) {
    node.put("boards", boards.boards());
    Json.number(node, "mean", boards.mean());
    Json.number(node, "ci_low", boards.ciLow());
    Json.number(node, "ci_high", boards.ciHigh());
    Json.number(node, "between_std", boards.betweenStd());
    Json.number(node, "between_std_ci_low", boards.betweenLow());
    Json.number(node, "between_std_ci_high", boards.betweenHigh());
    Json.number(node, "within_std", boards.withinStd());
  }

  /** Seconds that energy is integrated over, for each inference. */
  private static double windowPerInference(List<TrialResult> trials) {
    return trials.stream()
        .filter(trial -> trial.status() == TrialStatus.VALID)
        .mapToDouble(
            trial ->
                Objects.requireNonNull(trial.energy(), "energy of a valid trial").windowSeconds()
                    / Objects.requireNonNull(trial.latency(), "its latency").inferences())
        .average()
        .orElse(0);
  }

  /**
   * What a sensor may be wrong by for good.
   *
   * @param errors of its rails, if they are stated
   * @param offsetSeconds what an offset in watts is multiplied with; 0 where it cancels
   * @param level confidence level
   */
  private record Systematic(Optional<SensorErrors> errors, double offsetSeconds, double level) {

    void add(ObjectNode parent, String name, Estimate estimate) {
      ObjectNode node = (ObjectNode) parent.get(name);
      if (errors.isEmpty()) {
        node.putNull("systematic");
        node.putNull("total");
      } else {
        add(node, errors.get(), estimate);
      }
    }

    private void add(ObjectNode node, SensorErrors limits, Estimate estimate) {
      TotalInterval total = TotalInterval.of(estimate, level, limits.limits(offsetSeconds));
      ObjectNode systematic = node.putObject("systematic");
      ArrayNode gains = systematic.putArray("gain_ratio_limits");
      limits.gainRatioLimits().forEach(gains::add);
      systematic.put("offset_watts", offsetSeconds > 0 ? limits.offsetWatts() : 0);
      Json.number(systematic, "half_width", total.systematicHalfWidth());
      total(node.putObject("total"), total);
    }
  }
}
