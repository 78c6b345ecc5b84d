package dev.hamlet.coordinator.export;

import java.util.List;
import java.util.Map;

/**
 * An experiment as the exporter shows it.
 *
 * @param experiment id
 * @param state word of its state
 * @param cellsByState number of cells by the word of their state
 * @param trialsByResult number of trials by {@code valid}, {@code invalid}, {@code failed}
 * @param etaSeconds time left; NaN if not known
 * @param cells figures of cells that have any
 * @param models figures that belong to a variant, whatever device ran it
 */
public record ExperimentView(
    String experiment,
    String state,
    Map<String, Long> cellsByState,
    Map<String, Long> trialsByResult,
    double etaSeconds,
    List<CellView> cells,
    List<VariantView> models) {

  /**
   * Figures of a cell; NaN where there is none.
   *
   * @param cellId its id: no two cells share one, whatever axes the matrix has
   * @param device device
   * @param model model
   * @param variant variant
   * @param runtime runtime
   * @param threads threads of the runtime
   * @param cores kind of core; empty for any
   * @param powerMode power mode
   * @param simulated true on a twin
   * @param netEnergyPerInference joules
   * @param latency seconds
   * @param idlePowerWatts mean idle power
   * @param trials valid trials behind the figures
   */
  public record CellView(
      String cellId,
      String device,
      String model,
      String variant,
      String runtime,
      int threads,
      String cores,
      String powerMode,
      boolean simulated,
      Figure netEnergyPerInference,
      Figure latency,
      double idlePowerWatts,
      long trials) {}

  /**
   * A mean with its interval.
   *
   * @param mean mean
   * @param ciLow lower bound
   * @param ciHigh upper bound
   */
  public record Figure(double mean, double ciLow, double ciHigh) {}

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
