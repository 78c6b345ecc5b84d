package dev.hamlet.coordinator.export.view;

import dev.hamlet.common.metrics.HistogramValue;
import java.util.List;
import java.util.Map;

/**
 * An experiment as the exporter shows it.
 *
 * @param experiment id
 * @param name name in its file
 * @param owner owner in its file
 * @param state word of its state
 * @param cellsByState number of cells by the word of their state
 * @param trialsByResult number of trials by {@code valid}, {@code invalid}, {@code failed}
 * @param attemptsByResult number of attempts that ended, by how
 * @param cellSeconds how long cells took, by verdict
 * @param etaSeconds time left; NaN if not known
 * @param progressEpochSeconds when it last moved, Unix time; NaN if it did not
 * @param cells figures of cells that have any, as many as the budget allows
 * @param hiddenCells cells with figures beyond the budget
 * @param idle idle power by device and power mode
 * @param models figures that belong to a variant, whatever device ran it
 */
public record ExperimentView(
    String experiment,
    String name,
    String owner,
    String state,
    Map<String, Long> cellsByState,
    Map<String, Long> trialsByResult,
    Map<String, Long> attemptsByResult,
    Map<String, HistogramValue> cellSeconds,
    double etaSeconds,
    double progressEpochSeconds,
    List<CellView> cells,
    int hiddenCells,
    List<IdleView> idle,
    List<VariantView> models) {

  /** Cells that wait. */
  public long waiting() {
    return cellsByState.getOrDefault("waiting", 0L);
  }

  /**
   * What tells a cell from all others of its experiment.
   *
   * @param device device
   * @param model model
   * @param variant variant
   * @param runtime runtime
   * @param threads threads of the runtime
   * @param powerMode power mode
   * @param options further axes, for instance {@code cores=a57,input=3}
   * @param simulated true on a twin
   */
  public record CellKey(
      String device,
      String model,
      String variant,
      String runtime,
      int threads,
      String powerMode,
      String options,
      boolean simulated) {}

  /**
   * Figures of a cell; NaN where there is none.
   *
   * @param key which cell
   * @param netEnergyPerInference joules
   * @param latency seconds
   * @param trials valid trials behind the figures
   * @param inferences inferences of those
   */
  public record CellView(
      CellKey key, Figure netEnergyPerInference, Figure latency, long trials, long inferences) {}

  /**
   * A figure with its interval.
   *
   * @param mean mean
   * @param ciLow lower bound
   * @param ciHigh upper bound
   * @param median median
   * @param p95 95th percentile
   */
  public record Figure(double mean, double ciLow, double ciHigh, double median, double p95) {}

  /**
   * Idle power of a device.
   *
   * @param device device
   * @param powerMode power mode
   * @param simulated true on a twin
   * @param watts mean over its cells, each weighted by its trials
   */
  public record IdleView(String device, String powerMode, boolean simulated, double watts) {}

  /**
   * What a variant is and how well it classifies; NaN where there is no figure.
   *
   * @param model model
   * @param variant variant
   * @param runtime runtime
   * @param fileBytes bytes of its files
   * @param accuracyRatio share of inputs classified right
   * @param f1MacroRatio mean F1 over the classes
   */
  public record VariantView(
      String model,
      String variant,
      String runtime,
      long fileBytes,
      double accuracyRatio,
      double f1MacroRatio) {}
}
