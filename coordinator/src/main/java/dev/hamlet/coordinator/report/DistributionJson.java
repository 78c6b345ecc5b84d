package dev.hamlet.coordinator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hamlet.common.statistics.robust.BootstrapInterval;
import dev.hamlet.coordinator.comparison.Figure;
import dev.hamlet.coordinator.result.CellTrials;
import dev.hamlet.coordinator.result.TrialDistribution;

/** How the trials of a cell are spread, beside the mean of a figure. */
final class DistributionJson {

  private DistributionJson() {}

  /** Adds to the latency and the net energy of a cell. */
  static void add(ObjectNode node, CellFigures cell) {
    figure((ObjectNode) node.get("latency_seconds"), cell, Figure.LATENCY);
    figure((ObjectNode) node.get("net_energy_per_inference_joules"), cell, Figure.NET_ENERGY);
  }

  private static void figure(ObjectNode parent, CellFigures cell, Figure figure) {
    CellTrials trials = CellTrials.of(cell.trials());
    if (trials.count() == 0) {
      parent.putNull("distribution");
      return;
    }
    TrialDistribution spread =
        TrialDistribution.of(trials, figure.of(trials), cell.policy().level());
    ObjectNode node = parent.putObject("distribution");
    interval(node, "median", spread.median());
    interval(node, "trimmed_mean", spread.trimmedMean());
    interval(node, "p90", spread.p90());
    interval(node, "p99", spread.p99());
  }

  private static void interval(ObjectNode parent, String name, BootstrapInterval interval) {
    ObjectNode node = parent.putObject(name);
    Json.number(node, "value", interval.value());
    Json.number(node, "ci_low", interval.ciLow());
    Json.number(node, "ci_high", interval.ciHigh());
  }
}
